import { and, asc, eq, gte, inArray } from 'drizzle-orm';
import type { RowOutcome } from '../../domain/job';
import type { Violation } from '../../platform/problem';
import type { Queries } from '../database';
import { jobRows as table } from '../schema';

/** A row of a job with what became of it. */
export interface JobRow {
  /** Place in the file, counted from 0. */
  position: number;
  /** Line in the source, counted from 1. */
  line: number | null;
  key: string | null;
  /** The row as parsed; null where it could not be read. */
  payload: unknown;
  /** The original text; null: the payload is the original. */
  raw: string | null;
  /** null: pending. */
  outcome: RowOutcome | null;
  /** Fields and pointers are relative to the row. */
  errors: Violation[];
  result: Record<string, unknown> | null;
  /** Failed, and the same row may succeed later. */
  retryable: boolean;
}

const COLUMNS = {
  position: table.position,
  line: table.line,
  key: table.key,
  payload: table.payload,
  raw: table.raw,
  outcome: table.outcome,
  errors: table.errors,
  result: table.result,
  retryable: table.retryable,
};

const BATCH = 500;

function readRows(
  db: Queries,
  jobId: string,
  { outcomes, from, limit }: { outcomes?: readonly RowOutcome[]; from: number; limit: number },
): Promise<JobRow[]> {
  const some = outcomes ? inArray(table.outcome, [...outcomes]) : undefined;
  return db
    .select(COLUMNS)
    .from(table)
    .where(and(eq(table.jobId, jobId), gte(table.position, from), some))
    .orderBy(asc(table.position))
    .limit(limit);
}

/** The rows of a job in input order, `batch` at a time, so that a reader of any number needs little memory. */
export async function* jobRows(
  db: Queries,
  jobId: string,
  { outcomes, from = 0, batch = BATCH }: { outcomes?: readonly RowOutcome[]; from?: number; batch?: number } = {},
): AsyncGenerator<JobRow> {
  for (let next = from; ;) {
    const rows = await readRows(db, jobId, { outcomes, from: next, limit: batch });
    yield* rows;
    const last = rows.at(-1);
    if (!last || rows.length < batch) return;
    next = last.position + 1;
  }
}

/** The first failed rows in input order. */
export const failedRows = (db: Queries, jobId: string, limit: number): Promise<JobRow[]> =>
  readRows(db, jobId, { outcomes: ['failed'], from: 0, limit });
