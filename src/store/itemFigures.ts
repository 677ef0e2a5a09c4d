import { sql } from 'drizzle-orm';
import type { Queries } from './database';

/** An item of one or more business units that share its number. */
export interface ListedItem {
  skuId: string;
  description: string | null;
}

const inUnits = (unitIds: readonly string[]) =>
  sql`business_unit_id in (select jsonb_array_elements_text(${JSON.stringify(unitIds)}::jsonb))`;

/** Items of the units by number, each once; `skuIds`: only these. */
export async function listItems(
  db: Queries,
  unitIds: readonly string[],
  page: { skuIds?: readonly string[]; limit: number; offset: number },
): Promise<ListedItem[]> {
  const named = page.skuIds
    ? sql`and sku_id in (select jsonb_array_elements_text(${JSON.stringify(page.skuIds)}::jsonb))`
    : sql``;
  const { rows } = await db.execute<{ sku_id: string; description: string | null }>(sql`
select sku_id, min(description) as description
  from skus
 where ${inUnits(unitIds)} and active ${named}
 group by sku_id
 order by sku_id
 limit ${page.limit} offset ${page.offset}`);
  return rows.map(({ sku_id: skuId, description }) => ({ skuId, description }));
}

/** Whole units of an item over all units and buildings, of one lot (empty: those without one). */
export interface ItemFigures {
  skuId: string;
  lot: string;
  onHand: number;
  /** Of these not for sale: held, damaged, expired, in quarantine. */
  onHold: number;
  /** Bound to orders that have not left. */
  committed: number;
  /** Ordered beyond the stock. */
  shortOf: number;
}

/** What the stock ledger says of items. */
export async function itemFigures(
  db: Queries,
  unitIds: readonly string[],
  skuIds: readonly string[],
): Promise<ItemFigures[]> {
  if (skuIds.length === 0) return [];
  const { rows } = await db.execute<
    Record<'sku_id' | 'lot' | 'on_hand' | 'on_hold' | 'committed' | 'short_of', string>
  >(sql`
select sku_id, lot, sum(on_hand) as on_hand, coalesce(sum(on_hand) filter (where status <> 'AVAILABLE'), 0) as on_hold,
       sum(allocated) as committed, sum(pending) as short_of
  from stock
 where ${inUnits(unitIds)} and sku_id in (select jsonb_array_elements_text(${JSON.stringify(skuIds)}::jsonb))
 group by sku_id, lot
 order by sku_id, lot`);
  return rows.map((row) => ({
    skuId: row.sku_id,
    lot: row.lot,
    onHand: Number(row.on_hand),
    onHold: Number(row.on_hold),
    committed: Number(row.committed),
    shortOf: Number(row.short_of),
  }));
}

/** Units of items that were announced by notifications; nothing is received against these yet. */
export async function announcedUnits(
  db: Queries,
  unitIds: readonly string[],
  skuIds: readonly string[],
): Promise<Map<string, number>> {
  if (skuIds.length === 0) return new Map();
  const { rows } = await db.execute<{ sku_id: string; units: string }>(sql`
select line->>'item_number' as sku_id, sum((line->>'quantity')::bigint) as units
  from po_notifications cross join jsonb_array_elements(document->'lines') line
 where ${inUnits(unitIds)} and line->>'item_number' in (select jsonb_array_elements_text(${JSON.stringify(skuIds)}::jsonb))
 group by 1`);
  return new Map(rows.map(({ sku_id: skuId, units }) => [skuId, Number(units)]));
}
