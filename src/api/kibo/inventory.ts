import { z } from 'zod';
import { AggregateRecord, AggregateRequest, InventoryRecord, InventoryRequest } from '../../contract/kibo/inventory';
import type { ApiDeps } from '../deps';
import { route, type Route } from '../route';
import { READ, spec, tenantOf } from './call';
import { recordsOf } from './records';

type Wanted = { upc?: string; sku?: string; partNumber?: string; quantity?: number | null };

const isOf =
  (record: InventoryRecord) =>
  ({ upc, sku, partNumber }: Wanted): boolean =>
    record.sku === sku || record.upc === upc || record.sku === upc || record.partNumber === (partNumber ?? '');

const sellableOf = (record: InventoryRecord, ignoreSafetyStock: boolean): number =>
  record.available - (ignoreSafetyStock ? 0 : (record.safetyStock ?? 0));

/** The records that a request's type lets through: whole locations, or records with something to sell. */
function narrowed(records: readonly InventoryRecord[], request: z.output<typeof InventoryRequest>): InventoryRecord[] {
  const { type, items, ignoreSafetyStock, includeNegativeInventory } = request;
  const shown = includeNegativeInventory === false ? records.filter(({ available }) => available >= 0) : [...records];
  if (type === 'ANY' || type === 'ALL_STORES') return shown;
  const left = (record: InventoryRecord): number =>
    record.blockAssignment ? 0 : sellableOf(record, ignoreSafetyStock === true);
  if (type === 'PARTIAL') return shown.filter((record) => left(record) > 0);
  const has = (locationCode: string, wanted: Wanted): boolean =>
    shown.some(
      (record) =>
        record.locationCode === locationCode &&
        isOf(record)(wanted) &&
        left(record) >= Math.max(1, wanted.quantity ?? 1),
    );
  return shown.filter(({ locationCode }) => items.every((wanted) => has(locationCode, wanted)));
}

const KEYS = {
  ON_HAND: ({ onHand }: InventoryRecord) => onHand,
  AVAILABLE: ({ available }: InventoryRecord) => available,
  ALLOCATED: ({ allocated }: InventoryRecord) => allocated,
  PART_NUMBER: ({ partNumber }: InventoryRecord) => partNumber ?? '',
  PRODUCT_ID: ({ sku }: InventoryRecord) => sku,
};

function sorted(records: InventoryRecord[], request: z.output<typeof InventoryRequest>): InventoryRecord[] {
  const { sortByEnum, sortDescending, locationPriorityList } = request;
  const rank = ({ locationCode }: InventoryRecord): number => {
    const at = locationPriorityList?.indexOf(locationCode) ?? -1;
    return at < 0 ? Infinity : at;
  };
  const key = sortByEnum ? KEYS[sortByEnum] : null;
  return records.sort((a, b) => {
    if (rank(a) !== rank(b)) return rank(a) - rank(b);
    if (!key || key(a) === key(b)) return 0;
    return (key(a) < key(b) ? -1 : 1) * (sortDescending ? -1 : 1);
  });
}

const DEFAULT_LIMIT = 100;

/** Reading stock: per location, and over all. */
export const inventoryRoutes = (deps: ApiDeps): Route[] => [
  route({
    ...spec(READ, {
      method: 'post', path: '/v5/inventory', id: 'getInventory', summary: 'Stock of products by location',
    }), // prettier-ignore
    body: InventoryRequest,
    responses: { 200: z.array(InventoryRecord) },
    problems: [404],
  })(async (call) => {
    const { items, locationCode, locationWhitelist, locationBlacklist, limit, includeFutureInventory } = call.body;
    const whitelist = locationWhitelist ?? (locationCode ? [locationCode] : null);
    const all = await recordsOf(deps, await tenantOf(deps, call), items, { whitelist, blacklist: locationBlacklist });
    const records = sorted(narrowed(all, call.body), call.body).slice(0, (limit ?? DEFAULT_LIMIT) * items.length);
    const body = includeFutureInventory === false ? records.map((one) => ({ ...one, futureInventory: [] })) : records;
    return { status: 200, body };
  }),

  route({
    ...spec(READ, {
      method: 'post', path: '/v5/inventory/aggregate', id: 'aggregateInventory', summary: 'Stock of products over all locations',
    }), // prettier-ignore
    body: AggregateRequest,
    responses: { 200: z.array(AggregateRecord) },
    problems: [404],
  })(async (call) => {
    const { items, locationCode, ignoreSafetyStock } = call.body;
    const where = { whitelist: locationCode ? [locationCode] : null };
    const records = await recordsOf(deps, await tenantOf(deps, call), items, where);
    const sums = new Map<string, z.infer<typeof AggregateRecord>>();
    for (const record of records) {
      const { tenantID, upc, partNumber, sku } = record;
      const none = { onHand: 0, available: 0, allocated: 0, pending: 0, floor: 0, tags: null };
      const sum = sums.get(sku) ?? { tenantID, upc, partNumber, sku, ...none };
      sums.set(sku, {
        ...sum,
        onHand: sum.onHand + record.onHand,
        available: sum.available + sellableOf(record, ignoreSafetyStock !== false),
        allocated: sum.allocated + record.allocated,
        pending: sum.pending + record.pending,
        floor: sum.floor + (record.floor ?? 0),
      });
    }
    return { status: 200, body: [...sums.values()] };
  }),
];
