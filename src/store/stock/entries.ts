import { sql } from 'drizzle-orm';
import type { Quantities, StockReason } from '../../domain/stock';
import type { Queries } from '../database';
import { toInstant } from '../schema/columns';

/** What the ledger says about a reference on one row of stock. */
export interface ReferredEntry extends Quantities {
  stockId: number;
  reference: string;
  reason: StockReason;
  at: string;
}

/** The entries about some references on their rows, oldest first. */
export async function entriesAbout(
  db: Queries,
  about: readonly { stockId: number; reference: string }[],
): Promise<ReferredEntry[]> {
  if (about.length === 0) return [];
  const { rows } = await db.execute<Record<string, string>>(sql`
select e.stock_id, e.reference, e.reason, e.on_hand, e.allocated, e.pending, e.at
  from stock_entries e
  join (select distinct "stockId", reference
          from jsonb_to_recordset(${JSON.stringify(about)}::jsonb) as t ("stockId" bigint, reference text)) w
    on e.reference = w.reference and e.stock_id = w."stockId"
 order by e.id`);
  return rows.map((row) => ({
    stockId: Number(row.stock_id),
    reference: row.reference ?? '',
    reason: row.reason as StockReason,
    onHand: Number(row.on_hand),
    allocated: Number(row.allocated),
    pending: Number(row.pending),
    at: toInstant(row.at ?? ''),
  }));
}
