import { sql } from 'drizzle-orm';
import type { Queries } from '../database';

/** Units of a SKU that open inbound documents announce for a building and that have not come. */
export interface Expected {
  buildingId: string;
  skuId: string;
  units: number;
}

/** What of these SKUs is to come, by building; those without anything are left out. */
export async function expectedBySku(
  db: Queries,
  businessUnitId: string,
  skuIds: readonly string[],
): Promise<Expected[]> {
  if (skuIds.length === 0) return [];
  const { rows } = await db.execute<{ building_id: string; sku_id: string; open: string }>(sql`
select l.building_id, l.sku_id, sum(l.open) as open
  from inbound_lines l
 where l.open > 0 and l.business_unit_id = ${businessUnitId}
   and l.sku_id in (select jsonb_array_elements_text(${JSON.stringify(skuIds)}::jsonb))
 group by 1, 2
 order by 1, 2`);
  return rows.map((row) => ({ buildingId: row.building_id, skuId: row.sku_id, units: Number(row.open) }));
}
