import { z } from 'zod';
import { CloseWave, LocationPath, Wave, WavePath, WaveRequest } from '../../contract/kibo/floor';
import { JobQueueResponse } from '../../contract/kibo/queue';
import { Problem } from '../../platform/problem';
import { findWave, openWaves, type Wave as StoredWave } from '../../store/stock/waves';
import type { ApiDeps } from '../deps';
import { route, type Route } from '../route';
import { MOVE, READ, spec, tenantOf } from './call';
import { locationsOf, placesOf } from './records';
import { submit, type Work } from './submit';

const render = (wave: StoredWave): z.input<typeof Wave> => ({
  waveID: wave.id,
  locationCode: wave.buildingId,
  type: wave.type,
  status: wave.status,
  recoveryOf: wave.recoveryOf,
  created: wave.createdAt,
  closed: wave.closedAt,
  items: wave.lines.map(({ skuId, bin, quantity }) => ({
    sku: skuId,
    binID: bin === '' ? null : Number(bin),
    quantity,
  })),
});

/** Pick waves. */
export const waveRoutes = (deps: ApiDeps): Route[] => [
  route({
    ...spec(MOVE, { method: 'post', path: '/v1/wave', id: 'createWave', summary: 'Plan what is picked next: a job' }),
    body: WaveRequest,
    responses: { 200: JobQueueResponse },
    problems: [404],
  })(async (call) => {
    const tenant = await tenantOf(deps, call);
    const { locationCode, type, maxOrders, products } = call.body;
    const buildings = products ? await locationsOf(deps, tenant, { whitelist: [locationCode] }) : [];
    const places = products ? await placesOf(deps, tenant, products, buildings) : null;
    const payload = {
      type,
      ...(maxOrders ? { maxOrders } : {}),
      ...(places ? { skuIds: places.map(({ skuId }) => skuId) } : {}),
    };
    const work: Work = { type: 'CREATE_PICK_WAVE', locationCode, items: [{ key: type, payload }] };
    return { status: 200, body: await submit(deps, call, tenant, work) };
  }),

  route({
    ...spec(READ, { method: 'get', path: '/v1/wave/open/{location}', id: 'listOpenWaves', summary: 'Open waves' }),
    params: LocationPath,
    responses: { 200: z.array(Wave) },
    problems: [404],
  })(async (call) => {
    const { unit } = await tenantOf(deps, call);
    return { status: 200, body: (await openWaves(deps.db, unit.id, call.params.location)).map(render) };
  }),

  route({
    ...spec(READ, { method: 'get', path: '/v1/wave/{id}', id: 'getWave', summary: 'A wave' }),
    params: WavePath,
    responses: { 200: Wave },
    problems: [404],
  })(async (call) => {
    const { unit } = await tenantOf(deps, call);
    const wave = await findWave(deps.db, unit.id, call.params.id);
    if (!wave) throw new Problem('NOT_FOUND', 'There is no such wave.');
    return { status: 200, body: render(wave) };
  }),

  route({
    ...spec(MOVE, { method: 'post', path: '/v1/wave/{id}/close', id: 'closeWave', summary: 'Close a wave: a job' }),
    params: WavePath,
    body: CloseWave,
    responses: { 200: JobQueueResponse },
    problems: [404],
  })(async (call) => {
    const tenant = await tenantOf(deps, call);
    const waveId = call.params.id;
    const wave = await findWave(deps.db, tenant.unit.id, waveId);
    if (!wave) throw new Problem('NOT_FOUND', 'There is no such wave.');
    const { createRecovery, bins } = call.body;
    const payload = { waveId, createRecovery: createRecovery === true, ...(bins ? { bins: bins.map(String) } : {}) };
    const items = [{ key: `wave ${waveId}`, payload }];
    const work: Work = { type: 'CLOSE_PICK_WAVE', locationCode: wave.buildingId, items };
    return { status: 200, body: await submit(deps, call, tenant, work) };
  }),
];
