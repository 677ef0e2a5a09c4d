import type { Instant } from '../order/state';

/** What goods may be used for; only AVAILABLE ones count as on hand to sellers. */
export const STOCK_STATUSES = ['AVAILABLE', 'HOLD', 'DAMAGED', 'EXPIRED', 'QUARANTINE'] as const;
export type StockStatus = (typeof STOCK_STATUSES)[number];

/** Goods of one kind in one building; the members after the SKU are empty where they tell nothing apart. */
export interface StockKey {
  businessUnitId: string;
  buildingId: string;
  skuId: string;
  lot: string;
  serial: string;
  status: StockStatus;
  bin: string;
}

/** Whole units. What is available is never kept: `onHand - allocated - pending`. */
export interface Quantities {
  onHand: number;
  /** Bound to orders and not shipped. */
  allocated: number;
  /** Sold beyond the stock, waiting for it. */
  pending: number;
}

/** One row of stock as it was read under a lock. */
export interface StockRow extends StockKey, Quantities {
  stockId: number;
  /** As of when `onHand` was stated or changed last; null: nobody has spoken of it. */
  movedAsOf: Instant | null;
  /** Of `onHand`, what came after the moment that the reader asked about. */
  movedSince: number;
  gone: boolean;
}

/** All rows of one product in one building, in the order of their keys: the loose one, without lot, serial and bin, first. */
export type Shelf = readonly StockRow[];

/** Why an entry was posted. */
export const STOCK_REASONS = [
  'OPENING', 'REFRESH', 'ADJUST', 'ALLOCATE', 'DEALLOCATE', 'FULFILL', 'DELETE', 'PENDING_RELEASED', 'PUT_AWAY',
  'SHORT_PICK', 'AUDIT', 'ORDER_ALLOCATED', 'ORDER_DEALLOCATED', 'ORDER_SHIPPED', 'ORDER_CORRECTED',
  'RECEIPT', 'RETURN', 'SHIPMENT', 'ADJUSTMENT', 'STATUS_CHANGE', 'TRANSFER_OUT', 'TRANSFER_IN', 'CYCLE_COUNT',
] as const; // prettier-ignore
export type StockReason = (typeof STOCK_REASONS)[number];

/** A change of one row; its quantities are differences. One that changes nothing still says as of when that is known. */
export interface Posting extends Quantities {
  stockId: number;
  reason: StockReason;
  reference: string | null;
  asOf: Instant;
  /** It takes back the last entry of this reason with the same reference. */
  undoes: StockReason | null;
  /** Whether the row may end below zero. */
  mayGoBelow: boolean;
}

export const NOTHING: Quantities = { onHand: 0, allocated: 0, pending: 0 };

export const available = ({ onHand, allocated, pending }: Quantities): number => onHand - allocated - pending;

export const sum = (rows: readonly Quantities[]): Quantities =>
  rows.reduce<Quantities>(
    (total, row) => ({
      onHand: total.onHand + row.onHand,
      allocated: total.allocated + row.allocated,
      pending: total.pending + row.pending,
    }),
    NOTHING,
  );

/** The rows that sellers may count on. */
export const sellable = (shelf: Shelf): StockRow[] => shelf.filter(({ status }) => status === 'AVAILABLE');

/** The shelf after postings on its rows. */
export function posted(shelf: Shelf, postings: readonly Posting[]): StockRow[] {
  return shelf.map((row) => {
    const own = postings.filter(({ stockId }) => stockId === row.stockId);
    if (own.length === 0) return row;
    const latest = own.reduce<Instant | null>((at, { asOf }) => (at === null || asOf > at ? asOf : at), row.movedAsOf);
    return { ...row, ...sum([row, ...own]), movedAsOf: own.some(moves) ? latest : row.movedAsOf, gone: false };
  });
}

/** Whether a posting says something about the goods themselves, and not only about whom they are bound to. */
export const moves = ({ onHand, reason }: Posting): boolean => onHand !== 0 || COUNTS.includes(reason);
const COUNTS: readonly StockReason[] = ['REFRESH', 'AUDIT', 'OPENING'];
