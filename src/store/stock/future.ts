import { and, asc, eq, gte, inArray, lte, sql } from 'drizzle-orm';
import type { Instant } from '../../domain/order';
import type { Queries } from '../database';
import { stockFuture as table } from '../schema';

/** Units that are expected at a moment. */
export interface FutureStock {
  id: number;
  buildingId: string;
  skuId: string;
  externalId: string;
  deliveryDate: Instant;
  onHand: number;
  type: 'REFRESH' | 'ADJUST';
  createdAt: Instant;
}

const COLUMNS = {
  id: table.id,
  buildingId: table.buildingId,
  skuId: table.skuId,
  externalId: table.externalId,
  deliveryDate: table.deliveryDate,
  onHand: table.onHand,
  type: table.type,
  createdAt: table.createdAt,
};

/** States (`REFRESH`) or changes (`ADJUST`, never below nothing) what is expected; of one item named twice the last counts. */
export async function expectStock(
  tx: Queries,
  businessUnitId: string,
  items: readonly Omit<FutureStock, 'id' | 'createdAt'>[],
): Promise<void> {
  if (items.length === 0) return;
  const keyOf = ({ buildingId, skuId, externalId, deliveryDate }: (typeof items)[number]) =>
    JSON.stringify([buildingId, skuId, externalId, deliveryDate]);
  const distinct = [...new Map(items.map((item) => [keyOf(item), item])).values()];
  await tx.execute(sql`
insert into stock_future as f (business_unit_id, building_id, sku_id, external_id, delivery_date, on_hand, type)
select ${businessUnitId}, t."buildingId", t."skuId", t."externalId", t."deliveryDate", greatest(0, t."onHand"), t.type
  from jsonb_to_recordset(${JSON.stringify(distinct)}::jsonb) as t (
    "buildingId" text, "skuId" text, "externalId" text, "deliveryDate" timestamptz, "onHand" bigint, type text)
 order by 1, 2, 3, 5, 4
on conflict (business_unit_id, building_id, sku_id, delivery_date, external_id) do update
   set on_hand = case when excluded.type = 'REFRESH' then excluded.on_hand
                      else greatest(0, f.on_hand + (select sum(d."onHand")
                        from jsonb_to_recordset(${JSON.stringify(distinct)}::jsonb) as d (
                          "buildingId" text, "skuId" text, "externalId" text, "deliveryDate" timestamptz, "onHand" bigint)
                       where d."buildingId" = f.building_id and d."skuId" = f.sku_id
                         and d."externalId" = f.external_id and d."deliveryDate" = f.delivery_date)) end,
       type = excluded.type`);
}

/** What is expected of some products, by date. */
export async function futureOf(db: Queries, businessUnitId: string, skuIds: readonly string[]): Promise<FutureStock[]> {
  if (skuIds.length === 0) return [];
  return db
    .select(COLUMNS)
    .from(table)
    .where(and(eq(table.businessUnitId, businessUnitId), inArray(table.skuId, [...skuIds])))
    .orderBy(asc(table.deliveryDate), asc(table.id));
}

/** Gives an expected delivery another date; null: there is none. */
export async function moveFuture(
  db: Queries,
  businessUnitId: string,
  id: number,
  deliveryDate: Instant,
): Promise<FutureStock | null> {
  const [moved] = await db
    .update(table)
    .set({ deliveryDate })
    .where(and(eq(table.businessUnitId, businessUnitId), eq(table.id, id)))
    .returning(COLUMNS);
  return moved ?? null;
}

export async function findFuture(db: Queries, businessUnitId: string, id: number): Promise<FutureStock | null> {
  const [found] = await db
    .select(COLUMNS)
    .from(table)
    .where(and(eq(table.businessUnitId, businessUnitId), eq(table.id, id)));
  return found ?? null;
}

export interface FutureRange {
  from: Instant;
  to: Instant;
  skuIds: readonly string[] | null;
  externalIds: readonly string[] | null;
}

const within = (businessUnitId: string, buildingId: string, { from, to, skuIds, externalIds }: FutureRange) =>
  and(
    eq(table.businessUnitId, businessUnitId),
    eq(table.buildingId, buildingId),
    gte(table.deliveryDate, from),
    lte(table.deliveryDate, to),
    skuIds ? inArray(table.skuId, [...skuIds]) : undefined,
    externalIds ? inArray(table.externalId, [...externalIds]) : undefined,
  );

export const futureWithin = (db: Queries, businessUnitId: string, buildingId: string, range: FutureRange) =>
  db
    .select(COLUMNS)
    .from(table)
    .where(within(businessUnitId, buildingId, range))
    .orderBy(asc(table.id));

export const removeFuture = (tx: Queries, businessUnitId: string, ids: readonly number[]) =>
  tx
    .delete(table)
    .where(and(eq(table.businessUnitId, businessUnitId), inArray(table.id, [...ids])))
    .returning(COLUMNS);
