import { z } from 'zod';
import {
  Bin,
  BIN_STATUSES,
  BIN_TYPES,
  BinPath,
  BinQuantities,
  BinRequest,
  Bins,
  BinSearch,
  BinsQuery,
} from '../../contract/kibo/bins';
import { Problem } from '../../platform/problem';
import { findBin, listBins, saveBins } from '../../store/stock/bins';
import { stockParts } from '../../store/stock/read';
import { openWaves } from '../../store/stock/waves';
import type { ApiDeps } from '../deps';
import { route, type Route } from '../route';
import { binChangeRoutes } from './binChanges';
import { placeOf, renderBin } from './binParts';
import { MOVE, READ, spec, tenantOf } from './call';
import { loadBinsRoute } from './loadBins';
import { locationsOf, placesOf } from './records';

/** Bins and what lies in them. */
export const binRoutes = (deps: ApiDeps): Route[] => {
  const { db } = deps;
  return [
    route({
      ...spec(READ, { method: 'get', path: '/v1/bin', id: 'listBins', summary: 'Bins' }),
      query: BinsQuery,
      responses: { 200: Bins },
      problems: [404],
    })(async (call) => {
      const { unit } = await tenantOf(deps, call);
      const { locationCode, searchTerm = '' } = call.query;
      const bins = await listBins(db, unit.id, locationCode);
      const shown = bins.filter(({ name }) => name.includes(searchTerm));
      return { status: 200, body: { bins: shown.map(renderBin), resultCount: shown.length } };
    }),

    route({
      ...spec(MOVE, { method: 'post', path: '/v1/bin', id: 'createBin', summary: 'Make a bin' }),
      body: BinRequest,
      responses: { 200: Bin },
      problems: [404],
    })(async (call) => {
      const tenant = await tenantOf(deps, call);
      const place = await placeOf(deps, tenant, call.body.locationCode);
      const { name, binTypeID: typeId, binStatusID: statusId } = call.body;
      const [bin] = await saveBins(db, tenant.unit.id, [{ buildingId: place, name, typeId, statusId }]);
      if (!bin) throw new Problem('INTERNAL_ERROR');
      return { status: 200, body: renderBin(bin) };
    }),

    route({
      ...spec(READ, { method: 'get', path: '/v1/bin/binTypes', id: 'listBinTypes', summary: 'Types of bins' }),
      responses: { 200: z.array(z.object({ binTypeID: z.number().int(), description: z.string() })) },
    })(async () => ({
      status: 200,
      body: BIN_TYPES.map((description, at) => ({ binTypeID: at + 1, description })),
    })),

    route({
      ...spec(READ, { method: 'get', path: '/v1/bin/binStatuses', id: 'listBinStatuses', summary: 'States of bins' }),
      responses: { 200: z.array(z.object({ binStatusID: z.number().int(), description: z.string() })) },
    })(async () => ({
      status: 200,
      body: BIN_STATUSES.map((description, at) => ({ binStatusID: at + 1, description })),
    })),

    loadBinsRoute(deps),

    route({
      ...spec(READ, {
        method: 'post',
        path: '/v1/bin/searchInventory',
        id: 'searchBins',
        summary: 'What lies in bins',
      }),
      body: BinSearch,
      responses: { 200: BinQuantities },
      problems: [404],
    })(async (call) => {
      const tenant = await tenantOf(deps, call);
      const { unit } = tenant;
      const { locationCode, binName, product } = call.body;
      const buildings = await locationsOf(deps, tenant, { whitelist: [locationCode] });
      const places = product ? await placesOf(deps, tenant, [product], buildings) : null;
      const bins = (await listBins(db, unit.id, locationCode)).filter(({ name }) => !binName || name === binName);
      const names = new Map(bins.map(({ id, name }) => [String(id), name]));
      const skuIds = places?.map(({ skuId }) => skuId);
      const parts = await stockParts(db, unit.id, { skuIds, buildingId: locationCode });
      const reserved = (await openWaves(db, unit.id, locationCode)).flatMap(({ lines }) => lines);
      const binQuantities = parts
        .filter(({ bin }) => bin !== '' && (!binName || names.has(bin)))
        .map(({ stockId, skuId, bin, onHand }) => ({
          binID: Number(bin),
          binName: names.get(bin) ?? bin,
          sku: skuId,
          quantity: onHand,
          products: [{ sku: skuId, quantity: onHand }],
          reserved: reserved.reduce((units, line) => units + (line.stockId === stockId ? line.quantity : 0), 0),
        }));
      return { status: 200, body: { binQuantities, success: true, messages: [], numResults: binQuantities.length } };
    }),

    route({
      ...spec(READ, { method: 'get', path: '/v1/bin/{bin_id}', id: 'getBin', summary: 'A bin' }),
      params: BinPath,
      responses: { 200: Bin },
      problems: [404],
    })(async (call) => {
      const { unit } = await tenantOf(deps, call);
      const bin = await findBin(db, unit.id, call.params.bin_id);
      if (!bin) throw new Problem('NOT_FOUND', 'There is no such bin.');
      return { status: 200, body: renderBin(bin) };
    }),

    ...binChangeRoutes(deps),
  ];
};
