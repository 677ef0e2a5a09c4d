import { sql } from 'drizzle-orm';
import type { ProductNames } from '../../domain/stock';
import type { Queries } from '../database';
import { run, type Statement } from '../statement';
import type { ProductPlace } from './hold';

/** What a count says of a product beside its quantity. */
export interface Description extends ProductPlace {
  names: ProductNames;
  attributes: Record<string, unknown>;
}

/** The row is looked up for each product and then joined by its id: see `store/statement.ts`. */
const DESCRIBE: Statement = {
  name: 'describe-stock',
  text: `
with said as materialized (
  select t.names, t.attributes,
         (select l.id from stock l
           where l.business_unit_id = $2 and l.building_id = t."buildingId" and l.sku_id = t."skuId"
             and l.lot = '' and l.serial = '' and l.status = 'AVAILABLE' and l.bin = '') as id
    from jsonb_to_recordset($1::jsonb) as t ("buildingId" text, "skuId" text, names jsonb, attributes jsonb)
)
update stock s
   set upc = coalesce(nullif(t.names->>'upc', s.sku_id), s.upc),
       part_number = coalesce(nullif(t.names->>'partNumber', s.sku_id), s.part_number),
       attributes = s.attributes || t.attributes
  from said t
 where s.id = t.id
   and (s.upc is distinct from coalesce(nullif(t.names->>'upc', s.sku_id), s.upc)
     or s.part_number is distinct from coalesce(nullif(t.names->>'partNumber', s.sku_id), s.part_number)
     or s.attributes || t.attributes <> s.attributes)`,
};

/** Adds what is said to products whose rows this transaction holds; of one named twice the last counts. */
export async function describeStock(tx: Queries, businessUnitId: string, said: readonly Description[]): Promise<void> {
  const distinct = new Map(said.map((one) => [JSON.stringify([one.buildingId, one.skuId]), one]));
  if (distinct.size > 0) await run(tx, DESCRIBE, [JSON.stringify([...distinct.values()]), businessUnitId]);
}

/** The rows of products that their owner has removed. */
export async function markGone(tx: Queries, stockIds: readonly number[]): Promise<void> {
  if (stockIds.length === 0) return;
  await tx.execute(sql`
update stock set gone = true, upc = null, part_number = null, attributes = '{}'
 where id in (select jsonb_array_elements_text(${JSON.stringify(stockIds)}::jsonb)::bigint)`);
}
