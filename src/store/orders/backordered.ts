import { sql } from 'drizzle-orm';
import type { Queries } from '../database';

/** Units of a SKU that orders still wait for because an earlier shipment came short. */
export interface Backordered {
  skuId: string;
  buildingId: string;
  units: number;
}

/**
 * What is open of the orders that carry other orders' backordered rests, by SKU and building. Each such order has the
 * building of the one it was split from.
 */
export async function backorderedUnits(
  db: Queries,
  businessUnitId: string,
  skuIds: readonly string[],
): Promise<Backordered[]> {
  if (skuIds.length === 0) return [];
  const { rows } = await db.execute<{ sku_id: string; building_id: string; units: string }>(sql`
select line->>'skuId' as sku_id, o.building_id, sum((line->>'open')::bigint + (line->>'allocated')::bigint) as units
  from orders o cross join jsonb_array_elements(o.state->'lines') line
 where o.business_unit_id = ${businessUnitId} and o.parent is not null and o.closed_at is null
   and o.building_id is not null
   and line->>'skuId' in (select jsonb_array_elements_text(${JSON.stringify(skuIds)}::jsonb))
 group by 1, 2`);
  return rows.map(({ sku_id, building_id, units }) => ({
    skuId: sku_id,
    buildingId: building_id,
    units: Number(units),
  }));
}
