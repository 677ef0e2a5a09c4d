import { sql } from 'drizzle-orm';
import type { Queries } from '../database';

/** Units of a SKU that open inbound documents announce for a building and that have not come. */
export interface Expected {
  buildingId: string;
  skuId: string;
  quantity: number;
}

/** What is to come, by building and SKU; those without anything are left out. */
export async function expectedBySku(
  db: Queries,
  businessUnitId: string,
  filter: { skuId?: string; buildingId?: string } = {},
): Promise<Expected[]> {
  const { skuId, buildingId } = filter;
  const { rows } = await db.execute<{ building_id: string; sku_id: string; open: string }>(sql`
select building_id, sku_id, sum(open) as open
  from inbound_lines
 where open > 0 and business_unit_id = ${businessUnitId}
   ${skuId === undefined ? sql`` : sql`and sku_id = ${skuId}`}
   ${buildingId === undefined ? sql`` : sql`and building_id = ${buildingId}`}
 group by 1, 2
 order by 1, 2`);
  return rows.map((row) => ({ buildingId: row.building_id, skuId: row.sku_id, quantity: Number(row.open) }));
}
