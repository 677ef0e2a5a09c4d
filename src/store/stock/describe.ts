import { sql } from 'drizzle-orm';
import type { ProductNames } from '../../domain/stock';
import type { Queries } from '../database';
import type { ProductPlace } from './hold';

/** What a count says of a product beside its quantity. */
export interface Description extends ProductPlace {
  names: ProductNames;
  attributes: Record<string, unknown>;
}

/** Adds what is said to products whose rows this transaction holds; of one named twice the last counts. */
export async function describeStock(tx: Queries, businessUnitId: string, said: readonly Description[]): Promise<void> {
  const distinct = new Map(said.map((one) => [JSON.stringify([one.buildingId, one.skuId]), one]));
  if (distinct.size === 0) return;
  await tx.execute(sql`
update stock s
   set upc = coalesce(nullif(t.names->>'upc', s.sku_id), s.upc),
       part_number = coalesce(nullif(t.names->>'partNumber', s.sku_id), s.part_number),
       attributes = s.attributes || t.attributes
  from jsonb_to_recordset(${JSON.stringify([...distinct.values()])}::jsonb) as t (
    "buildingId" text, "skuId" text, names jsonb, attributes jsonb)
 where s.business_unit_id = ${businessUnitId} and s.building_id = t."buildingId" and s.sku_id = t."skuId"
   and s.lot = '' and s.serial = '' and s.status = 'AVAILABLE' and s.bin = ''`);
}

/** The rows of products that their owner has removed. */
export async function markGone(tx: Queries, stockIds: readonly number[]): Promise<void> {
  if (stockIds.length === 0) return;
  await tx.execute(sql`
update stock set gone = true, upc = null, part_number = null, attributes = '{}'
 where id in (select jsonb_array_elements_text(${JSON.stringify(stockIds)}::jsonb)::bigint)`);
}
