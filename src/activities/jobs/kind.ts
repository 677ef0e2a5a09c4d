import type { Violation } from '../../platform/problem';
import type { Queries } from '../../store/database';
import type { JobRecord, PageRow, RowResult } from '../../store/jobs';
import type { JobActivityDeps } from './deps';

/** A row as its kind understands it, or all that is wrong with it. */
export type Read<Item> = { item: Item } | { errors: Violation[] };

export interface PageItem<Item> {
  position: number;
  line: number | null;
  item: Item;
}

/** A row that has been applied. */
export interface AppliedRow {
  position: number;
  orderId: number | null;
  result: Record<string, unknown> | null;
}

/** One kind of bulk work: how its rows are read, checked and applied. Lists in, one result per item out, in their order. */
export interface Kind<Item> {
  /** Rows per transaction. */
  readonly pageSize: number;
  /**
   * Name of the member by which no two rows of a job may be the same: identical rows are then duplicates of the first,
   * and different ones all fail. null: rows may repeat.
   */
  readonly distinctBy: string | null;
  /** Its rows create orders, whose workflows are opened when the job is complete. */
  readonly makesOrders: boolean;
  /** Reads rows, before the page's transaction. Must not throw for what stands in a row. */
  read(deps: JobActivityDeps, job: JobRecord, rows: readonly PageRow[]): Promise<Read<Item>[]>;
  /** What is wrong with items by the records as they are now; changes nothing. */
  check(deps: JobActivityDeps, job: JobRecord, items: readonly PageItem<Item>[]): Promise<Violation[][]>;
  /** Applies items in the transaction that also writes their rows' outcomes. What it throws rolls the page back. */
  applyPage(tx: Queries, deps: JobActivityDeps, job: JobRecord, items: readonly PageItem<Item>[]): Promise<RowResult[]>;
  /**
   * Takes what a committed page has made further, while the next page is applied. At most once per page: what is not done
   * when the process dies must be done by somebody else.
   */
  advance?(deps: JobActivityDeps, job: JobRecord, applied: readonly AppliedRow[]): Promise<void>;
  /** Once, in the transaction that completes the job. */
  finish?(tx: Queries, deps: JobActivityDeps, job: JobRecord): Promise<void>;
}
