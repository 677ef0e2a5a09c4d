import { sql } from 'drizzle-orm';
import type { Queries } from '../database';
import { run, type Statement } from '../statement';

/** What somebody says of a lot. */
export interface LotFact {
  businessUnitId: string;
  skuId: string;
  lot: string;
  /** `YYYY-MM-DD`; null: not said. */
  expirationDate: string | null;
}

/** The last date that was said counts; a lot is locked in the order of its key, after the rows of stock. */
const SAVE: Statement = {
  name: 'save-lots',
  text: `
insert into stock_lots as l (business_unit_id, sku_id, lot, expiration_date)
select distinct on (1, 2, 3) t."businessUnitId", t."skuId", t.lot, t."expirationDate"
  from jsonb_to_recordset($1::jsonb) as t (
    "businessUnitId" text, "skuId" text, lot text, "expirationDate" date, at integer)
 order by 1, 2, 3, t.at desc
on conflict (business_unit_id, sku_id, lot) do update set expiration_date = excluded.expiration_date
 where l.expiration_date is distinct from excluded.expiration_date`,
};

/** Keeps the expiration dates of lots; goods without a lot, and lots of which nobody says a date, have none to keep. */
export async function saveLots(tx: Queries, facts: readonly LotFact[]): Promise<void> {
  const said = facts
    .map(({ businessUnitId, skuId, lot, expirationDate }, at) => ({ businessUnitId, skuId, lot, expirationDate, at }))
    .filter(({ lot, expirationDate }) => lot !== '' && expirationDate !== null);
  if (said.length > 0) await run(tx, SAVE, [JSON.stringify(said)]);
}

/** Expiration dates of some lots, `YYYY-MM-DD`, by SKU and lot; those that nobody has said are left out. */
export async function expirationDates(
  db: Queries,
  businessUnitId: string,
  lots: readonly Pick<LotFact, 'skuId' | 'lot'>[],
): Promise<(skuId: string, lot: string) => string | undefined> {
  const { rows } = await db.execute<{ sku_id: string; lot: string; date: string }>(sql`
select l.sku_id, l.lot, l.expiration_date::text as date
  from jsonb_to_recordset(${JSON.stringify(lots)}::jsonb) as t ("skuId" text, lot text)
  join stock_lots l on l.business_unit_id = ${businessUnitId} and l.sku_id = t."skuId" and l.lot = t.lot
 where l.expiration_date is not null`);
  const known = new Map(rows.map(({ sku_id, lot, date }) => [JSON.stringify([sku_id, lot]), date]));
  return (skuId, lot) => known.get(JSON.stringify([skuId, lot]));
}
