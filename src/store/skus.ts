import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import type { Database, Queries } from './database';
import { skus } from './schema';

export interface NewSku {
  businessUnitId: string;
  skuId: string;
  description: string | null;
  active: boolean;
}

export interface Sku extends NewSku {
  /** Whole units that can be sold, in all buildings, as the ledger has them. */
  onHand: number;
}

const columns = {
  businessUnitId: skus.businessUnitId,
  skuId: skus.skuId,
  description: skus.description,
  active: skus.active,
  onHand: sql<number>`coalesce((select sum(s.on_hand) from stock s where s.business_unit_id = ${skus.businessUnitId}
    and s.sku_id = ${skus.skuId} and s.status = 'AVAILABLE'), 0)`.mapWith(Number),
};

/** Creates or changes SKUs, all in one statement; of one named twice the last counts. */
export async function saveSkus(db: Queries, items: readonly NewSku[]): Promise<void> {
  const distinct = new Map(items.map((sku) => [JSON.stringify([sku.businessUnitId, sku.skuId]), sku]));
  if (distinct.size === 0) return;
  await db.execute(sql`
insert into skus (business_unit_id, sku_id, description, active)
select t."businessUnitId", t."skuId", t.description, t.active
  from jsonb_to_recordset(${JSON.stringify([...distinct.values()])}::jsonb) as t (
    "businessUnitId" text, "skuId" text, description text, active boolean)
 order by 1, 2
on conflict (business_unit_id, sku_id) do update
   set description = excluded.description, active = excluded.active, updated_at = now()`);
}

/** Those of the given SKUs that the unit has and sells. */
export async function knownSkus(db: Queries, businessUnitId: string, skuIds: readonly string[]): Promise<Set<string>> {
  if (skuIds.length === 0) return new Set();
  const wanted = sql`(select jsonb_array_elements_text(${JSON.stringify(skuIds)}::jsonb))`;
  const rows = await db
    .select({ skuId: skus.skuId })
    .from(skus)
    .where(and(eq(skus.businessUnitId, businessUnitId), eq(skus.active, true), inArray(skus.skuId, wanted)));
  return new Set(rows.map((row) => row.skuId));
}

/** Those of the given SKUs that the unit has and sells, or did within the last seconds. */
export function recentSkus(db: Database, businessUnitId: string, skuIds: readonly string[]): Promise<Set<string>> {
  return db.recent.some(`sku/${businessUnitId}`, skuIds, (others) => knownSkus(db, businessUnitId, others));
}

export async function listSkus(
  db: Queries,
  businessUnitId: string,
  page: { limit: number; offset?: number },
): Promise<{ rows: Sku[]; total: number }> {
  const where = eq(skus.businessUnitId, businessUnitId);
  const [rows, total] = await Promise.all([
    db
      .select(columns)
      .from(skus)
      .where(where)
      .orderBy(asc(skus.skuId))
      .limit(page.limit)
      .offset(page.offset ?? 0),
    db.$count(skus, where),
  ]);
  return { rows, total };
}
