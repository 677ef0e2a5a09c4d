import { newSkuOf, type Portion, type ProductNames } from '../../domain/stock';
import type { Queries } from '../database';
import { run, type Statement } from '../statement';

/** What an item names, in one building. */
export interface NamedProduct extends ProductNames {
  buildingId: string;
}

/** The business unit comes with each item: see `store/statement.ts`. */
const RESOLVE: Statement = {
  name: 'resolve-products',
  text: `
with input as materialized (
  select t.*, $2::text collate "C" as unit
    from jsonb_to_recordset($1::jsonb) as t (at integer, "buildingId" text, sku text, upc text, "partNumber" text)
), found as (
  select i.at, 1 as rank, s.sku_id from input i join stock s
    on s.business_unit_id = i.unit and s.building_id = i."buildingId" and s.sku_id = i.sku
  union all
  select i.at, 2, s.sku_id from input i join stock s
    on s.business_unit_id = i.unit and s.building_id = i."buildingId" and s.upc = i.upc
  union all
  select i.at, 3, s.sku_id from input i join stock s
    on s.business_unit_id = i.unit and s.building_id = i."buildingId" and s.sku_id = i.upc
  union all
  select i.at, 4, s.sku_id from input i join stock s
    on s.business_unit_id = i.unit and s.building_id = i."buildingId" and s.part_number = i."partNumber"
  union all
  select i.at, 5, s.sku_id from input i join stock s
    on s.business_unit_id = i.unit and s.building_id = i."buildingId" and s.sku_id = i."partNumber"
)
select distinct on (at) at, sku_id from found order by at, rank, sku_id`,
};

/** The SKU of each product that the building knows under one of the names given, by its place in the list. */
export async function resolveProducts(
  db: Queries,
  businessUnitId: string,
  products: readonly NamedProduct[],
): Promise<Map<number, string>> {
  if (products.length === 0) return new Map();
  const input = products.map(({ buildingId, sku, upc, partNumber }, at) => ({ at, buildingId, sku, upc, partNumber }));
  const rows = await run<{ at: number; sku_id: string }>(db, RESOLVE, [JSON.stringify(input), businessUnitId]);
  return new Map(rows.map(({ at, sku_id }) => [at, sku_id]));
}

const ENSURE: Statement = {
  name: 'ensure-stock',
  text: `
insert into stock (business_unit_id, building_id, sku_id, lot, serial, status, bin, upc, part_number)
select distinct on (2, 3, 4, 5, 6, 7) $2::text, t."buildingId", t."skuId", coalesce(t.lot, ''), coalesce(t.serial, ''),
       coalesce(t.status, 'AVAILABLE'), coalesce(t.bin, ''), t.upc, t."partNumber"
  from jsonb_to_recordset($1::jsonb) as t (
    "buildingId" text, "skuId" text, lot text, serial text, status text, bin text, upc text, "partNumber" text)
 order by 2, 3, 4, 5, 6, 7
on conflict (business_unit_id, building_id, sku_id, lot, serial, status, bin) do nothing`,
};

/** A row of stock that has to be there before quantities are posted on it. */
export interface NeededRow extends Portion {
  buildingId: string;
  skuId: string;
  names?: ProductNames;
}

/**
 * Makes the rows that are missing, with nothing on hand. To be called outside of the transaction that posts on them: rows
 * are only locked there, in one order, and so no two lists wait for each other in a circle.
 */
export async function ensureStock(db: Queries, businessUnitId: string, needed: readonly NeededRow[]): Promise<void> {
  if (needed.length === 0) return;
  const loose = needed.map(({ buildingId, skuId, names }) => ({
    buildingId,
    skuId,
    upc: names?.upc === skuId ? undefined : names?.upc,
    partNumber: names?.partNumber === skuId ? undefined : names?.partNumber,
  }));
  const narrow = needed
    .map(({ names: _names, ...row }) => row)
    .filter(
      ({ lot = '', serial = '', status = 'AVAILABLE', bin = '' }) =>
        lot + serial + bin !== '' || status !== 'AVAILABLE',
    );
  await run(db, ENSURE, [JSON.stringify([...loose, ...narrow]), businessUnitId]);
}

/** The SKUs of products; one that is not known yet gets its own where `create` says so, else null. */
export async function skusOf(
  db: Queries,
  businessUnitId: string,
  products: readonly NamedProduct[],
  create: boolean,
): Promise<(string | null)[]> {
  const known = await resolveProducts(db, businessUnitId, products);
  return products.map((product, at) => known.get(at) ?? (create ? newSkuOf(product) : null));
}
