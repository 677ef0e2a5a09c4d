import type { EventType, OrderEvent, OrderState, Refusal, RowFacts } from '../../domain/order';
import { stockClaims, touchesStock, type StockClaim } from '../../domain/stock';
import type { Queries } from '../database';
import { run } from '../statement';
import { commitStatement } from './commitStatement';

interface DecidedOn {
  orderId: number;
  /** The token of the claim. */
  fence: string;
  /** The order's sequence that was decided on. */
  sequence: number;
  /** Id of the message that was decided; an inbox row of this id is marked applied. */
  cause: string;
  /** A job page's last write for the order: ends its lease. */
  releaseLease?: boolean;
}

/** One decision of one order, with its effect. */
export type CommitItem = DecidedOn &
  (
    | { kind: 'event'; event: OrderEvent; state: OrderState; row: RowFacts }
    /** `keep`: the answer of a command, which a repeat has to get again whatever the order has become. */
    | { kind: 'nothing'; keep?: boolean }
    | { kind: 'refusal'; refusal: Refusal }
  );

/**
 * - `ok`: written; `event` says what, absent for a decision without effect.
 * - `repeat`: the cause was decided before, with `event` or (absent) without effect; load again.
 * - `refused`: now or at an earlier try of the same cause; `refusal` is the answer that was kept.
 * - `stale`: someone else has moved or claimed the order; load again and decide the same message again.
 */
export type CommitOutcome = 'ok' | 'stale' | 'repeat' | 'refused';

export interface CommitResult {
  orderId: number;
  outcome: CommitOutcome;
  refusal?: Refusal;
  event?: { sequence: number; type: EventType };
}

interface CommitRow {
  order_id: string;
  outcome: CommitOutcome;
  sequence: number | null;
  type: EventType | null;
  code: string | null;
  detail: string | null;
}

/**
 * Writes decisions by compare-and-set on sequence and fence, cause first, each item for itself, all in one statement.
 * Results come in the order of the items. A shipment's document is taken from the inbox row or the note of its cause, an
 * updated order's from the note.
 *
 * @throws Error when two items are for one order (the later would be decided on the earlier's state), or when an event
 *   does not raise the sequence
 */
export async function commitDecisions(db: Queries, items: readonly CommitItem[]): Promise<CommitResult[]> {
  if (items.length === 0) return [];
  if (new Set(items.map((item) => item.orderId)).size < items.length) throw new Error('Two decisions for one order.');
  const idle = items.find((item) => item.kind === 'event' && item.state.sequence <= item.sequence);
  if (idle) throw new Error(`Event ${idle.cause} does not raise the sequence.`);
  const rows = await run<CommitRow>(db, commitStatement(items), [JSON.stringify(items.map(withStock))]);
  const results = new Map(rows.map((row) => [Number(row.order_id), resultOf(row)]));
  return items.map((item) => results.get(item.orderId) ?? { orderId: item.orderId, outcome: 'stale' });
}

/** What an order claims of the stock goes with the events that may have changed it. */
const withStock = (item: CommitItem): CommitItem & { stock?: StockClaim[] } =>
  item.kind === 'event' && touchesStock(item.event.change) ? { ...item, stock: stockClaims(item.state) } : item;

function resultOf(row: CommitRow): CommitResult {
  return {
    orderId: Number(row.order_id),
    outcome: row.outcome,
    ...(row.code === null ? {} : { refusal: { code: row.code, detail: row.detail ?? '' } }),
    ...(row.sequence === null || row.type === null ? {} : { event: { sequence: row.sequence, type: row.type } }),
  };
}
