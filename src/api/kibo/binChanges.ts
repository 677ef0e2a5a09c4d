import type { z } from 'zod';
import { Bin, BinChange, BinChanges, BinPath, ChangedBins } from '../../contract/kibo/bins';
import { Problem } from '../../platform/problem';
import { changeBins } from '../../store/stock/bins';
import type { ApiDeps } from '../deps';
import { route, type Route } from '../route';
import { renderBin } from './binParts';
import { MOVE, spec, tenantOf } from './call';

const changeOf = (id: number, { binTypeID, binStatusID }: z.output<typeof BinChange>) => ({
  id,
  ...(binTypeID ? { typeId: binTypeID } : {}),
  ...(binStatusID ? { statusId: binStatusID } : {}),
});

/** Bins that are there get another type or state, several or one. */
export const binChangeRoutes = (deps: ApiDeps): Route[] => [
  route({
    ...spec(MOVE, {
      method: 'post',
      path: '/v1/bin/updateBins',
      id: 'updateBins',
      summary: 'Give bins another type or state',
    }),
    body: BinChanges,
    responses: { 200: ChangedBins },
    problems: [404],
  })(async (call) => {
    const { unit } = await tenantOf(deps, call);
    const changes = call.body.bins.map((bin) => changeOf(bin.binID, bin));
    const changed = await changeBins(deps.db, unit.id, changes);
    const known = new Set(changed.map(({ id }) => id));
    const messages = changes.flatMap(({ id }, at) =>
      known.has(id) ? [] : [`item[${at}] ${id}: unknown_bin, there is no such bin`],
    );
    const numberAffected = changed.length;
    const figures = { numberAffected, numResults: numberAffected, success: numberAffected > 0, messages };
    return { status: 200, body: { bins: changed.map(renderBin), ...figures } };
  }),

  route({
    ...spec(MOVE, {
      method: 'post',
      path: '/v1/bin/{bin_id}',
      id: 'updateBin',
      summary: 'Give a bin another type or state',
    }),
    params: BinPath,
    body: BinChange,
    responses: { 200: Bin },
    problems: [404],
  })(async (call) => {
    const { unit } = await tenantOf(deps, call);
    const [bin] = await changeBins(deps.db, unit.id, [changeOf(call.params.bin_id, call.body)]);
    if (!bin) throw new Problem('NOT_FOUND', 'There is no such bin.');
    return { status: 200, body: renderBin(bin) };
  }),
];
