import type { z } from 'zod';
import { toInstant } from '../../contract/kibo/common';
import {
  DeleteFutureRequest,
  DeleteItemsRequest,
  DeleteRequest,
  DeleteResponse,
  patternOf,
} from '../../contract/kibo/deletes';
import { newSkuOf, type ProductNames } from '../../domain/stock';
import { Problem } from '../../platform/problem';
import { futureWithin, type FutureStock } from '../../store/stock/future';
import { matchingStock, readStock, stockParts, type StockFigures } from '../../store/stock/read';
import type { CallContext } from '../callContext';
import type { ApiDeps } from '../deps';
import { route, type Route } from '../route';
import { MOVE, spec, tenantOf, type Tenant } from './call';
import { locationsOf, placesOf } from './records';
import { queueJob } from './submit';

interface Where {
  dryRun?: boolean | null;
  locationCodes?: string[] | null;
  allLocations?: boolean | null;
}

/** What is to go: products of buildings, each with the rows or the expected deliveries that go with it. */
type Doomed = StockFigures & { inventoryIDs: number[]; payload: Record<string, unknown> };

const buildingsFor = (deps: ApiDeps, tenant: Tenant, { locationCodes, allLocations }: Where) =>
  locationsOf(deps, tenant, { whitelist: allLocations ? null : (locationCodes ?? []) });

/** All rows of products as a delete job takes them away. */
async function withRows({ db }: ApiDeps, { unit }: Tenant, found: readonly StockFigures[]): Promise<Doomed[]> {
  const skuIds = [...new Set(found.map(({ skuId }) => skuId))];
  const parts = skuIds.length > 0 ? await stockParts(db, unit.id, { skuIds }) : [];
  return found.map((one) => {
    const own = parts.filter(({ buildingId, skuId }) => buildingId === one.buildingId && skuId === one.skuId);
    return { ...one, inventoryIDs: own.map(({ stockId }) => stockId), payload: { product: { sku: one.skuId } } };
  });
}

/** One job per location, unless it is only asked what would go. */
async function take(
  deps: ApiDeps,
  call: CallContext,
  tenant: Tenant,
  doomed: readonly Doomed[],
  dryRun: boolean,
): Promise<z.input<typeof DeleteResponse>> {
  const locations = [...new Set(doomed.map(({ buildingId }) => buildingId))];
  const jobIDs: number[] = [];
  for (const locationCode of dryRun ? [] : locations) {
    const own = doomed.filter(({ buildingId }) => buildingId === locationCode);
    const items = own.map(({ upc, payload }) => ({ key: upc, payload }));
    jobIDs.push((await queueJob(deps, call, tenant, { type: 'DELETE', locationCode, items })).number);
  }
  const skus = [...new Set(doomed.map(({ skuId }) => skuId))];
  const itemsDeleted = skus.map((skuId) => {
    const own = doomed.filter((one) => one.skuId === skuId);
    const codes = [...new Set(own.map(({ buildingId }) => buildingId))];
    return {
      productID: skuId,
      inventoryIDs: own.flatMap(({ inventoryIDs }) => inventoryIDs),
      locationIDs: codes,
      locationCodes: codes,
      auditIDs: [],
      itemIdentifier: { upc: own[0]?.upc ?? skuId, partNumber: own[0]?.partNumber ?? null, sku: skuId },
    };
  });
  return {
    dryRun,
    itemsDeleted,
    totalProductsDeleted: skus.length,
    totalInventoryEntriesDeleted: doomed.reduce((rows, { inventoryIDs }) => rows + inventoryIDs.length, 0),
    totalLocationsAffected: locations.length,
    totalAuditsDeleted: 0,
    totalPickWavesDeleted: 0,
    jobIDs,
  };
}

/** Products of the given names; of one that is a pattern all that match. */
async function productsNamed(
  deps: ApiDeps,
  tenant: Tenant,
  names: readonly ProductNames[],
  where: Where,
): Promise<StockFigures[]> {
  const buildings = await buildingsFor(deps, tenant, where);
  const [only, ...others] = names;
  const pattern = only && others.length === 0 ? patternOf(newSkuOf(only)) : null;
  if (pattern === null) return readStock(deps.db, tenant.unit.id, await placesOf(deps, tenant, names, buildings));
  if (!isPattern(pattern)) throw new Problem('VALIDATION_FAILED', 'The pattern is not well-formed.');
  return matchingStock(
    deps.db,
    tenant.unit.id,
    buildings.map(({ buildingId }) => buildingId),
    pattern,
  );
}

function isPattern(pattern: string): boolean {
  try {
    return new RegExp(pattern).source.length > 0;
  } catch {
    return false;
  }
}

/** What is expected within a time, product by product. */
async function futureNamed(
  deps: ApiDeps,
  tenant: Tenant,
  body: z.output<typeof DeleteFutureRequest>,
): Promise<Doomed[]> {
  const buildings = await buildingsFor(deps, tenant, body);
  const named = (body.upc ?? body.sku ?? body.partNumber) !== undefined;
  const places = named ? await placesOf(deps, tenant, [body], buildings) : null;
  const range = {
    from: toInstant(body.futureStartDate),
    to: toInstant(body.futureEndDate),
    externalIds: body.externalIDs ?? null,
    skuIds: places && places.map(({ skuId }) => skuId),
  };
  const found: FutureStock[] = [];
  for (const { buildingId } of buildings) {
    found.push(...(await futureWithin(deps.db, tenant.unit.id, buildingId, range)));
  }
  const stock = await readStock(deps.db, tenant.unit.id, found);
  return stock.map((one) => {
    const own = found.filter(({ buildingId, skuId }) => buildingId === one.buildingId && skuId === one.skuId);
    const inventoryIDs = own.map(({ id }) => id);
    return { ...one, inventoryIDs, payload: { product: { sku: one.skuId }, futureIds: inventoryIDs } };
  });
}

/** Removing records for good: by name or pattern, by list, or what is only expected. */
export const deleteRoutes = (deps: ApiDeps): Route[] => {
  const answers = { responses: { 200: DeleteResponse }, problems: [404] };
  const post = (path: string, id: string, summary: string) => spec(MOVE, { method: 'post', path, id, summary });
  return [
    route({
      ...post('/v5/inventory/delete', 'deleteInventory', 'Remove a product, or those of a pattern'),
      body: DeleteRequest,
      ...answers,
    })(async (call) => {
      const tenant = await tenantOf(deps, call);
      const { upc, sku, partNumber } = call.body;
      const found = await productsNamed(deps, tenant, [{ upc, sku, partNumber }], call.body);
      const doomed = await withRows(deps, tenant, found);
      return { status: 200, body: await take(deps, call, tenant, doomed, call.body.dryRun === true) };
    }),

    route({
      ...post('/v5/inventory/deleteItems', 'deleteInventoryItems', 'Remove listed products'),
      body: DeleteItemsRequest,
      ...answers,
    })(async (call) => {
      const tenant = await tenantOf(deps, call);
      const buildings = await buildingsFor(deps, tenant, call.body);
      const places = await placesOf(deps, tenant, call.body.items, buildings);
      const doomed = await withRows(deps, tenant, await readStock(deps.db, tenant.unit.id, places));
      return { status: 200, body: await take(deps, call, tenant, doomed, call.body.dryRun === true) };
    }),

    route({
      ...post('/v5/inventory/deleteFutureInventory', 'deleteFutureInventory', 'Remove what is expected within a time'),
      body: DeleteFutureRequest,
      ...answers,
    })(async (call) => {
      const tenant = await tenantOf(deps, call);
      const doomed = await futureNamed(deps, tenant, call.body);
      return { status: 200, body: await take(deps, call, tenant, doomed, call.body.dryRun === true) };
    }),
  ];
};
