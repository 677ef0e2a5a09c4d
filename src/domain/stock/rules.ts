import type { Instant } from '../order/state';
import type { StockFault } from './fault';
import type { Posting, Quantities, StockReason, StockRow } from './stock';

/** Units by which one item may move a figure before a person has to look at it. */
export const DEFAULT_DELTA_GUARD = 100_000;

/** What a business unit settles for its stock. */
export interface StockSettings {
  /** Units by which one item may change a figure; a larger jump is parked. */
  stockDeltaGuard?: number;
  /** Orders beyond the stock wait as pending (`Y`, the default) or are refused. */
  allocateBeyondStock?: 'Y' | 'N';
  /** Buildings that may ship what the ledger does not have. */
  shipWithoutStock?: string[];
}

/** The rules for one list of items at one building. */
export interface StockRules {
  deltaGuard: number;
  allocatesBeyondStock: boolean;
  mayGoBelow: boolean;
  /** Somebody has looked at the jumps: they are meant. */
  confirmed: boolean;
  /** When the list arrived. */
  arrivedAt: Instant;
}

export function stockRules(
  settings: StockSettings,
  buildingId: string,
  arrivedAt: Instant,
  confirmed = false,
): StockRules {
  return {
    deltaGuard: settings.stockDeltaGuard ?? DEFAULT_DELTA_GUARD,
    allocatesBeyondStock: settings.allocateBeyondStock !== 'N',
    mayGoBelow: settings.shipWithoutStock?.includes(buildingId) ?? false,
    confirmed,
    arrivedAt,
  };
}

/** What an item comes to: its postings, or why it is not applied. */
export type Verdict = { postings: Posting[] } | { fault: StockFault };

/** What all postings of one item share. */
export interface PostingHead {
  reason: StockReason;
  asOf: Instant;
  reference?: string | null;
  undoes?: StockReason | null;
  mayGoBelow?: boolean;
}

export function posting(
  { stockId }: Pick<StockRow, 'stockId'>,
  quantities: Partial<Quantities>,
  head: PostingHead,
): Posting {
  const { onHand = 0, allocated = 0, pending = 0 } = quantities;
  const { reason, asOf, reference = null, undoes = null, mayGoBelow = false } = head;
  return { stockId, onHand, allocated, pending, reason, asOf, reference, undoes, mayGoBelow };
}

/** Null where the change is small enough, or meant. */
export function beyondGuard(delta: number, { deltaGuard, confirmed }: StockRules): StockFault | null {
  if (confirmed || Math.abs(delta) <= deltaGuard) return null;
  return { code: 'delta_guard', detail: `parked: a change by ${delta} is beyond ${deltaGuard}` };
}
