import { sql } from 'drizzle-orm';
import type { Instant } from '../../domain/order';
import type { Quantities, StockStatus } from '../../domain/stock';
import type { Queries } from '../database';
import type { ProductPlace } from './hold';

/** A product in a building as sellers see it: goods that are AVAILABLE only. */
export interface StockFigures extends ProductPlace, Quantities {
  /** What clients call it; the SKU where nobody said otherwise. */
  upc: string;
  partNumber: string | null;
  attributes: Record<string, unknown>;
}

interface FiguresRow extends Record<string, unknown> {
  building_id: string;
  sku_id: string;
  on_hand: string;
  allocated: string;
  pending: string;
  upc: string | null;
  part_number: string | null;
  attributes: Record<string, unknown> | null;
}

const figures = (row: FiguresRow): StockFigures => ({
  buildingId: row.building_id,
  skuId: row.sku_id,
  onHand: Number(row.on_hand),
  allocated: Number(row.allocated),
  pending: Number(row.pending),
  upc: row.upc ?? row.sku_id,
  partNumber: row.part_number,
  attributes: row.attributes ?? {},
});

const loose = sql`s.lot = '' and s.serial = '' and s.status = 'AVAILABLE' and s.bin = ''`;

const SUMS = sql`s.building_id, s.sku_id, sum(s.on_hand) as on_hand, sum(s.allocated) as allocated,
       sum(s.pending) as pending, max(s.upc) filter (where ${loose}) as upc,
       max(s.part_number) filter (where ${loose}) as part_number,
       (jsonb_agg(s.attributes) filter (where ${loose}))->0 as attributes`;

/** The figures of some products; those nobody has a record of are left out. */
export async function readStock(
  db: Queries,
  businessUnitId: string,
  places: readonly ProductPlace[],
): Promise<StockFigures[]> {
  if (places.length === 0) return [];
  const { rows } = await db.execute<FiguresRow>(sql`
select ${SUMS}
  from stock s
  join (select distinct "buildingId", "skuId"
          from jsonb_to_recordset(${JSON.stringify(places)}::jsonb) as t ("buildingId" text, "skuId" text)) w
    on s.business_unit_id = ${businessUnitId} and s.building_id = w."buildingId" and s.sku_id = w."skuId"
 where s.status = 'AVAILABLE' and not s.gone
 group by 1, 2
 order by 2, 1`);
  return rows.map(figures);
}

/** Products of some buildings, all or those of which a name matches a regular expression. */
export async function matchingStock(
  db: Queries,
  businessUnitId: string,
  buildingIds: readonly string[],
  pattern: string | null,
): Promise<StockFigures[]> {
  const matches =
    pattern === null ? sql`` : sql`and (s.sku_id ~ ${pattern} or s.upc ~ ${pattern} or s.part_number ~ ${pattern})`;
  const { rows } = await db.execute<FiguresRow>(sql`
select ${SUMS}
  from stock s
 where s.business_unit_id = ${businessUnitId} and s.status = 'AVAILABLE' and not s.gone
   and s.building_id in (select jsonb_array_elements_text(${JSON.stringify(buildingIds)}::jsonb)) ${matches}
 group by 1, 2
 order by 1, 2
 limit 20000`);
  return rows.map(figures);
}

/** Products of a business unit of which nothing is there or bound, and to which nothing has happened since a moment. */
export async function emptySince(db: Queries, businessUnitId: string, since: Instant): Promise<StockFigures[]> {
  const { rows } = await db.execute<FiguresRow>(sql`
select ${SUMS}
  from stock s
 where s.business_unit_id = ${businessUnitId} and not s.gone
 group by 1, 2
having max(s.updated_at) < ${since} and bool_and(s.on_hand = 0 and s.allocated = 0 and s.pending = 0)
 order by 1, 2
 limit 20000`);
  return rows.map(figures);
}

/** One row of stock, as deep views show it. */
export interface StockPart extends ProductPlace, Quantities {
  stockId: number;
  lot: string;
  serial: string;
  status: StockStatus;
  bin: string;
}

/** The rows behind the figures of some products. */
export async function stockParts(
  db: Queries,
  businessUnitId: string,
  where: { skuIds?: readonly string[]; buildingId?: string; bins?: readonly string[] },
): Promise<StockPart[]> {
  const { skuIds, buildingId, bins } = where;
  const list = (values: readonly string[]) => sql`(select jsonb_array_elements_text(${JSON.stringify(values)}::jsonb))`;
  const { rows } = await db.execute<Record<string, string>>(sql`
select id, building_id, sku_id, lot, serial, status, bin, on_hand, allocated, pending
  from stock
 where business_unit_id = ${businessUnitId} and not gone
   ${buildingId === undefined ? sql`` : sql`and building_id = ${buildingId}`}
   ${skuIds === undefined ? sql`` : sql`and sku_id in ${list(skuIds)}`}
   ${bins === undefined ? sql`` : sql`and bin in ${list(bins)}`}
 order by building_id, sku_id, lot, serial, status, bin
 limit 10000`);
  return rows.map((row) => ({
    stockId: Number(row.id),
    buildingId: row.building_id ?? '',
    skuId: row.sku_id ?? '',
    lot: row.lot ?? '',
    serial: row.serial ?? '',
    status: row.status as StockStatus,
    bin: row.bin ?? '',
    onHand: Number(row.on_hand),
    allocated: Number(row.allocated),
    pending: Number(row.pending),
  }));
}
