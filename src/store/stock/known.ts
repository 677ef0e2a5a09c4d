import { sql } from 'drizzle-orm';
import type { Queries } from '../database';

/** Those of the given SKUs of which the unit has, or has had, goods. */
export async function stockedSkus(
  db: Queries,
  businessUnitId: string,
  skuIds: readonly string[],
): Promise<Set<string>> {
  if (skuIds.length === 0) return new Set();
  const { rows } = await db.execute<{ sku_id: string }>(sql`
select t.sku_id from jsonb_array_elements_text(${JSON.stringify(skuIds)}::jsonb) as t (sku_id)
 where exists (select from stock s where s.business_unit_id = ${businessUnitId} and s.sku_id = t.sku_id and not s.gone)`);
  return new Set(rows.map(({ sku_id }) => sku_id));
}
