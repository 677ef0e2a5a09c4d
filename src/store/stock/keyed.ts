import { bookSerials, posting, type DoubtfulSerial, type KeyedPosting, type StockKey } from '../../domain/stock';
import type { Queries } from '../database';
import { run, type Statement } from '../statement';
import { postStock } from './post';

const KEYS = `jsonb_to_recordset($1::jsonb) as t (
    "businessUnitId" text, "buildingId" text, "skuId" text, lot text, serial text, status text, bin text)`;
const KEY_COLUMNS = 'business_unit_id, building_id, sku_id, lot, serial, status, bin';
const JOINED = `s.business_unit_id = t."businessUnitId" and s.building_id = t."buildingId" and s.sku_id = t."skuId"
   and s.lot = t.lot and s.serial = t.serial and s.status = t.status and s.bin = t.bin`;

/**
 * Rows that are there are locked, those that are missing made, in one walk in the order of the keys. A product's loose row
 * is the first of them, and always taken: so writers of one product take turns, whichever rows each of them has to make.
 */
const TAKE: Statement = {
  name: 'take-stock',
  text: `
insert into stock as s (${KEY_COLUMNS})
select "businessUnitId", "buildingId", "skuId", lot, serial, status, bin from ${KEYS}
 union select "businessUnitId", "buildingId", "skuId", '', '', 'AVAILABLE', '' from ${KEYS}
 order by 1, 2, 3, 4, 5, 6, 7
on conflict (${KEY_COLUMNS}) do update set gone = s.gone where false`,
};

const TAKEN: Statement = {
  name: 'taken-stock',
  text: `select s.id, s.business_unit_id, s.building_id, s.sku_id, s.lot, s.serial, s.status, s.bin
  from ${KEYS} join stock s on ${JOINED}`,
};

const SERIALS_ON_HAND: Statement = {
  name: 'serials-on-hand',
  text: `
select s.id, s.business_unit_id, s.building_id, s.sku_id, s.lot, s.serial, s.status, s.bin
  from (select distinct "businessUnitId", "skuId", serial from ${KEYS} where serial <> '') t
  join stock s on s.business_unit_id = t."businessUnitId" and s.sku_id = t."skuId" and s.serial = t.serial
 where s.serial <> '' and s.on_hand > 0`,
};

interface KeyRow extends Record<string, unknown> {
  id: string;
  business_unit_id: string;
  building_id: string;
  sku_id: string;
  lot: string;
  serial: string;
  status: StockKey['status'];
  bin: string;
}

const keyOf = (row: KeyRow): StockKey => ({
  businessUnitId: row.business_unit_id,
  buildingId: row.building_id,
  skuId: row.sku_id,
  lot: row.lot,
  serial: row.serial,
  status: row.status,
  bin: row.bin,
});

const nameOf = ({ businessUnitId, buildingId, skuId, lot, serial, status, bin }: StockKey): string =>
  JSON.stringify([businessUnitId, buildingId, skuId, lot, serial, status, bin]);

/** Keeps other writers from some products until the transaction ends; makes their loose rows where they are missing. */
export async function takeProducts(
  tx: Queries,
  products: readonly Pick<StockKey, 'businessUnitId' | 'buildingId' | 'skuId'>[],
): Promise<void> {
  const loose = products.map((product) => ({ ...product, lot: '', serial: '', status: 'AVAILABLE', bin: '' }));
  if (loose.length > 0) await run(tx, TAKE, [JSON.stringify(loose)]);
}

/**
 * Posts facts on rows named by their keys, inside the caller's transaction and as the last stock that it writes. What has
 * happened is never refused: a row may end below zero, and a serial number that cannot be is left out of the key.
 *
 * @returns the serial numbers that were left out
 */
export async function postKeyed(tx: Queries, wanted: readonly KeyedPosting[]): Promise<DoubtfulSerial[]> {
  if (wanted.length === 0) return [];
  const keys = (postings: readonly KeyedPosting[]) => [JSON.stringify(postings.map(({ key }) => key))];
  const onHand = wanted.some(({ key }) => key.serial !== '')
    ? (await run<KeyRow>(tx, SERIALS_ON_HAND, keys(wanted))).map(keyOf)
    : [];
  const { postings, doubtful } = bookSerials(wanted, onHand);
  await run(tx, TAKE, keys(postings));
  const taken = await run<KeyRow>(tx, TAKEN, keys(postings));
  const ids = new Map(taken.map((row) => [nameOf(keyOf(row)), Number(row.id)]));
  await postStock(
    tx,
    postings.map(({ key, onHand: units, details, ...head }) => {
      const stockId = ids.get(nameOf(key)) ?? 0;
      return { ...posting({ stockId }, { onHand: units }, { ...head, mayGoBelow: true }), details };
    }),
  );
  return doubtful;
}
