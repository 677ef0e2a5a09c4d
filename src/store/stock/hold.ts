import type { Shelf, StockRow, StockStatus } from '../../domain/stock';
import type { Instant } from '../../domain/order';
import type { Queries } from '../database';
import { toInstant } from '../schema/columns';
import { run, type Statement } from '../statement';

/** A product in a building. */
export interface ProductPlace {
  buildingId: string;
  skuId: string;
}

export const placeName = ({ buildingId, skuId }: ProductPlace): string => JSON.stringify([buildingId, skuId]);

const COLUMNS = `s.id, s.business_unit_id, s.building_id, s.sku_id, s.lot, s.serial, s.status, s.bin, s.on_hand,
       s.allocated, s.pending, s.moved_as_of, s.gone`;

/** Rows are locked in the order of their keys, here and wherever else stock is written. */
const HOLD: Statement = {
  name: 'hold-stock',
  text: `
with wanted as materialized (
  select distinct $2::text collate "C" as unit, "buildingId", "skuId"
    from jsonb_to_recordset($1::jsonb) as t ("buildingId" text, "skuId" text)
)
select ${COLUMNS}
  from stock s
  join wanted w on s.business_unit_id = w.unit and s.building_id = w."buildingId" and s.sku_id = w."skuId"
 order by s.business_unit_id, s.building_id, s.sku_id, s.lot, s.serial, s.status, s.bin
   for no key update of s`,
};

/** A statement of its own, after the locks: it sees all that was committed before them. */
const MOVED_SINCE: Statement = {
  name: 'stock-moved-since',
  text: `
select stock_id, sum(on_hand) as units from stock_entries
 where stock_id in (select jsonb_array_elements_text($1::jsonb)::bigint) and as_of > $2
 group by 1`,
};

interface HeldRow extends Record<string, unknown> {
  id: string;
  business_unit_id: string;
  building_id: string;
  sku_id: string;
  lot: string;
  serial: string;
  status: StockStatus;
  bin: string;
  on_hand: string;
  allocated: string;
  pending: string;
  moved_as_of: string | Date | null;
  gone: boolean;
}

const stockRow = (row: HeldRow): StockRow => ({
  stockId: Number(row.id),
  businessUnitId: row.business_unit_id,
  buildingId: row.building_id,
  skuId: row.sku_id,
  lot: row.lot,
  serial: row.serial,
  status: row.status,
  bin: row.bin,
  onHand: Number(row.on_hand),
  allocated: Number(row.allocated),
  pending: Number(row.pending),
  movedAsOf: row.moved_as_of === null ? null : toInstant(row.moved_as_of),
  movedSince: 0,
  gone: row.gone,
});

/** The shelves of products, by `placeName`. */
export type Shelves = Map<string, Shelf>;

/**
 * Reads all rows of some products and keeps others from writing them until the transaction ends. `movedSince` of a row is
 * what has moved after `since`.
 */
export async function holdStock(
  tx: Queries,
  businessUnitId: string,
  places: readonly ProductPlace[],
  since: Instant,
): Promise<Shelves> {
  if (places.length === 0) return new Map();
  const held = (await run<HeldRow>(tx, HOLD, [JSON.stringify(places), businessUnitId])).map(stockRow);
  const moved = held.filter(({ movedAsOf }) => movedAsOf !== null && movedAsOf > since).map(({ stockId }) => stockId);
  const later =
    moved.length === 0
      ? []
      : await run<{ stock_id: string; units: string }>(tx, MOVED_SINCE, [JSON.stringify(moved), since]);
  const units = new Map(later.map((row) => [Number(row.stock_id), Number(row.units)]));
  const shelves = new Map<string, StockRow[]>();
  for (const row of held) {
    const name = placeName(row);
    const shelf = shelves.get(name) ?? [];
    shelf.push({ ...row, movedSince: units.get(row.stockId) ?? 0 });
    shelves.set(name, shelf);
  }
  return shelves;
}
