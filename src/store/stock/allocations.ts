import { and, asc, eq, inArray, sql, type SQL } from 'drizzle-orm';
import type { Queries } from '../database';
import { stockAllocations as table } from '../schema';

/** What is bound to one item of another system's order, or of a cart. */
export interface Allocation {
  id: number;
  buildingId: string;
  skuId: string;
  stockId: number;
  orderId: number;
  orderItemId: number;
  /** 0 while it belongs to a cart. */
  shipmentId: number;
  cartId: string;
  allocated: number;
  pending: number;
  fulfilled: number;
  /** Handed to the location. */
  released: boolean;
  waveId: number | null;
  details: Record<string, unknown>;
}

const COLUMNS = {
  id: table.id,
  buildingId: table.buildingId,
  skuId: table.skuId,
  stockId: table.stockId,
  orderId: table.orderId,
  orderItemId: table.orderItemId,
  shipmentId: table.shipmentId,
  cartId: table.cartId,
  allocated: table.allocated,
  pending: table.pending,
  fulfilled: table.fulfilled,
  released: table.released,
  waveId: table.waveId,
  details: table.details,
};

/** Allocations of a business unit's shipments or carts, locked in the order of their ids. */
export function holdAllocations(
  tx: Queries,
  businessUnitId: string,
  { shipmentIds = [], cartIds = [] }: { shipmentIds?: readonly number[]; cartIds?: readonly string[] },
): Promise<Allocation[]> {
  const shipments = sql`${table.shipmentId} in (select jsonb_array_elements_text(${JSON.stringify(shipmentIds)}::jsonb)::bigint)`;
  const carts = sql`${table.cartId} in (select jsonb_array_elements_text(${JSON.stringify(cartIds)}::jsonb))`;
  return tx
    .select(COLUMNS)
    .from(table)
    .where(and(eq(table.businessUnitId, businessUnitId), cartIds.length > 0 ? carts : shipments))
    .orderBy(asc(table.id))
    .for('no key update');
}

type ShownAllocation = Allocation & { upc: string };

function shown(db: Queries, businessUnitId: string, whose: SQL): Promise<ShownAllocation[]> {
  const upc = sql<string>`coalesce((select s.upc from stock s where s.id = ${table.stockId}), ${table.skuId})`;
  return db
    .select({ ...COLUMNS, upc })
    .from(table)
    .where(and(eq(table.businessUnitId, businessUnitId), whose))
    .orderBy(asc(table.id));
}

/** Allocations of shipments as they are now. */
export const allocationsOf = (
  db: Queries,
  businessUnitId: string,
  shipmentIds: readonly number[],
): Promise<ShownAllocation[]> => shown(db, businessUnitId, inArray(table.shipmentId, [...shipmentIds]));

/** Allocations of one order as they are now. */
export const allocationsOfOrder = (db: Queries, businessUnitId: string, orderId: number): Promise<ShownAllocation[]> =>
  shown(db, businessUnitId, eq(table.orderId, orderId));

export type WaitingFor = 'stock' | 'release' | 'wave';

/**
 * What waits at a building, oldest first: for stock, to be handed to it, or to be picked. Locked, unless told otherwise: who
 * also writes stock locks that first.
 */
export async function holdWaiting(
  tx: Queries,
  businessUnitId: string,
  buildingId: string,
  what: WaitingFor,
  lock = true,
): Promise<Allocation[]> {
  const conditions = {
    stock: sql`${table.pending} > 0`,
    release: sql`${table.allocated} > 0 and not ${table.released} and ${table.shipmentId} > 0`,
    wave: sql`${table.allocated} > 0 and ${table.released} and ${table.waveId} is null`,
  };
  const waiting = tx
    .select(COLUMNS)
    .from(table)
    .where(and(eq(table.businessUnitId, businessUnitId), eq(table.buildingId, buildingId), conditions[what]))
    .orderBy(asc(table.id));
  return lock ? waiting.for('no key update') : waiting;
}

/** Units newly bound; to an allocation that is there already they are added. */
export async function addAllocations(
  tx: Queries,
  businessUnitId: string,
  added: readonly Omit<Allocation, 'id' | 'fulfilled' | 'released' | 'waveId'>[],
): Promise<void> {
  if (added.length === 0) return;
  await tx.execute(sql`
insert into stock_allocations as a (
  business_unit_id, building_id, sku_id, stock_id, order_id, order_item_id, shipment_id, cart_id, allocated, pending, details)
select ${businessUnitId}, t."buildingId", t."skuId", t."stockId", max(t."orderId"), t."orderItemId", t."shipmentId",
       t."cartId", sum(t.allocated), sum(t.pending), (array_agg(t.details))[1]
  from jsonb_to_recordset(${JSON.stringify(added)}::jsonb) as t (
    "buildingId" text, "skuId" text, "stockId" bigint, "orderId" bigint, "orderItemId" bigint, "shipmentId" bigint,
    "cartId" text, allocated bigint, pending bigint, details jsonb)
 group by 1, 2, 3, 4, 6, 7, 8
 order by 1, 2, 7, 6, 8, 4
on conflict (business_unit_id, building_id, shipment_id, order_item_id, cart_id, stock_id) do update
   set allocated = a.allocated + excluded.allocated, pending = a.pending + excluded.pending,
       updated_at = clock_timestamp()`);
}

/** New figures and marks of held allocations. */
export async function saveAllocations(tx: Queries, changed: readonly Allocation[]): Promise<void> {
  if (changed.length === 0) return;
  await tx.execute(sql`
update stock_allocations a
   set allocated = t.allocated, pending = t.pending, fulfilled = t.fulfilled, released = t.released, wave_id = t."waveId",
       order_id = t."orderId", order_item_id = t."orderItemId", shipment_id = t."shipmentId", cart_id = t."cartId",
       updated_at = clock_timestamp()
  from jsonb_to_recordset(${JSON.stringify(changed)}::jsonb) as t (
    id bigint, allocated bigint, pending bigint, fulfilled bigint, released boolean, "waveId" bigint, "orderId" bigint,
    "orderItemId" bigint, "shipmentId" bigint, "cartId" text)
 where a.id = t.id`);
}

/** What a wave picks, locked. */
export const allocationsOfWave = (tx: Queries, businessUnitId: string, waveId: number): Promise<Allocation[]> =>
  tx
    .select(COLUMNS)
    .from(table)
    .where(and(eq(table.businessUnitId, businessUnitId), eq(table.waveId, waveId)))
    .orderBy(asc(table.id))
    .for('no key update');

/** One allocation that waits for stock. */
export async function waitingAllocation(
  db: Queries,
  businessUnitId: string,
  id: number,
  lock: boolean,
): Promise<Allocation | null> {
  const query = db
    .select(COLUMNS)
    .from(table)
    .where(and(eq(table.businessUnitId, businessUnitId), eq(table.id, id), sql`${table.pending} > 0`));
  const [found] = lock ? await query.for('no key update') : await query;
  return found ?? null;
}

/** A page of what waits for stock, oldest first. */
export function waitingAllocations(
  db: Queries,
  businessUnitId: string,
  query: { buildingId?: string; shipmentId?: number; limit: number; offset: number },
): Promise<Allocation[]> {
  const { buildingId, shipmentId, limit, offset } = query;
  return db
    .select(COLUMNS)
    .from(table)
    .where(
      and(
        eq(table.businessUnitId, businessUnitId),
        sql`${table.pending} > 0`,
        buildingId === undefined ? undefined : eq(table.buildingId, buildingId),
        shipmentId === undefined ? undefined : eq(table.shipmentId, shipmentId),
      ),
    )
    .orderBy(asc(table.id))
    .limit(limit)
    .offset(offset);
}
