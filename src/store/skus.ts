import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import type { Queries } from './database';
import { skus } from './schema';

export interface Sku {
  businessUnitId: string;
  skuId: string;
  description: string | null;
  active: boolean;
  /** Whole units. */
  onHand: number;
}

const columns = {
  businessUnitId: skus.businessUnitId,
  skuId: skus.skuId,
  description: skus.description,
  active: skus.active,
  onHand: skus.onHand,
};

/** Creates or changes SKUs, all in one statement; of one named twice the last counts. */
export async function saveSkus(db: Queries, items: readonly Sku[]): Promise<void> {
  const distinct = new Map(items.map((sku) => [JSON.stringify([sku.businessUnitId, sku.skuId]), sku]));
  if (distinct.size === 0) return;
  await db.execute(sql`
insert into skus (business_unit_id, sku_id, description, active, on_hand)
select t."businessUnitId", t."skuId", t.description, t.active, t."onHand"
  from jsonb_to_recordset(${JSON.stringify([...distinct.values()])}::jsonb) as t (
    "businessUnitId" text, "skuId" text, description text, active boolean, "onHand" bigint)
 order by 1, 2
on conflict (business_unit_id, sku_id) do update
   set description = excluded.description, active = excluded.active, on_hand = excluded.on_hand, updated_at = now()`);
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
