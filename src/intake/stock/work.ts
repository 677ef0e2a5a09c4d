import type { Instant } from '../../domain/order';
import type { StockFault, StockJobType, StockSettings } from '../../domain/stock';
import type { Database, Queries } from '../../store/database';

/** What all items of one list share: a job's, or those of a call that answers at once. */
export interface StockList {
  type: StockJobType;
  businessUnitId: string;
  /** The location; items may name others. */
  buildingId: string;
  settings: StockSettings;
  arrivedAt: Instant;
  /** Jumps beyond the guard are meant. */
  confirmed: boolean;
  /** The job's, for its entries. */
  jobId?: string;
}

/** An item on its way: its product found, the rows it needs made. */
export interface PreparedItem {
  position: number;
  buildingId: string;
  /** null: nobody knows the product, or there is none. */
  skuId: string | null;
  /** Found out before: it is not applied. */
  fault?: StockFault;
  item: unknown;
}

/** What became of an item. */
export type ItemOutcome = { fault: StockFault } | { result: Record<string, unknown> };

/** One kind of inventory work: lists in, one outcome per item out. */
export interface StockWork {
  /** Before the transaction; may be done again, and changes no figure. */
  prepare(db: Database, list: StockList, items: readonly unknown[]): Promise<PreparedItem[]>;
  /** All in the transaction given. */
  apply(tx: Queries, list: StockList, items: readonly PreparedItem[]): Promise<ItemOutcome[]>;
}

export const DONE: ItemOutcome = { result: {} };
