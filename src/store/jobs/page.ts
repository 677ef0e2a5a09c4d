import { and, asc, eq, gte, isNull, lt } from 'drizzle-orm';
import {
  counted,
  processed,
  sampled,
  type JobControl,
  type JobCounts,
  type JobStep,
  type RowOutcome,
} from '../../domain/job';
import type { Violation } from '../../platform/problem';
import type { Queries } from '../database';
import { jobRows } from '../schema';
import { run, type Statement } from '../statement';
import type { WalkedJob } from './record';

/** A row that has no outcome yet. */
export interface PageRow {
  position: number;
  line: number | null;
  key: string | null;
  payload: unknown;
}

/** Pending rows from one position up to another (exclusive). */
export function takePage(db: Queries, jobId: string, from: number, to: number): Promise<PageRow[]> {
  const { position, line, key, payload } = jobRows;
  return db
    .select({ position, line, key, payload })
    .from(jobRows)
    .where(and(eq(jobRows.jobId, jobId), gte(position, from), lt(position, to), isNull(jobRows.outcome)))
    .orderBy(asc(position));
}

/** Rows from one position up to another (exclusive) that have made an order. */
export function madeRows(
  db: Queries,
  jobId: string,
  from: number,
  to: number,
): Promise<{ position: number; orderId: number | null; result: Record<string, unknown> | null }[]> {
  const { position, orderId, result } = jobRows;
  return db
    .select({ position, orderId, result })
    .from(jobRows)
    .where(and(eq(jobRows.jobId, jobId), gte(position, from), lt(position, to), eq(jobRows.outcome, 'created')))
    .orderBy(asc(position));
}

/** What became of a row. */
export interface RowResult {
  outcome: RowOutcome;
  errors?: Violation[];
  /** What the client gets to know, such as the numbers of what was made. */
  result?: Record<string, unknown>;
  orderId?: number;
  /** Failed, and the same row may succeed later. */
  retryable?: boolean;
}

export interface PlacedResult extends RowResult {
  position: number;
}

/** Where the walk is after a page. */
export interface Place {
  step: JobStep;
  cursor: number;
}

const RECORD_ROWS: Statement = {
  name: 'record-job-rows',
  text: `
with results as materialized (
  select t.*, $2::text as job_id
    from jsonb_to_recordset($1::jsonb) as t (
      position integer, outcome text, errors jsonb, result jsonb, "orderId" bigint, retryable boolean)
), written as (
  update job_rows r
     set outcome = i.outcome, errors = coalesce(i.errors, r.errors), result = i.result, order_id = i."orderId",
         retryable = coalesce(i.retryable, false)
    from results i
   where r.job_id = i.job_id and r.position = i.position and r.outcome is null
  returning 1
)
select count(*)::integer as rows from written`,
};

const MOVE_WALK: Statement = {
  name: 'move-job-walk',
  text: `
update jobs j
   set step = n.step, cursor = n.cursor, created = n.created, replayed = n.replayed, duplicate = n.duplicate,
       updated = n.updated, failed = n.failed, skipped = n.skipped, pending = n.pending, samples = n.samples,
       status = n.status, updated_at = clock_timestamp()
  from jsonb_to_record($1::jsonb) as n (
    step text, cursor integer, created integer, replayed integer, duplicate integer, updated integer,
    failed integer, skipped integer, pending integer, samples jsonb, status text)
 where j.id = $2 and j.step = $3 and j.cursor = $4::integer and j.status <> 'COMPLETED'
returning j.control`,
};

/** Somebody else has moved the walk since it was read: nothing that was done meanwhile may stay. */
export class StalePage extends Error {
  override readonly name = 'StalePage';
}

/** Writes the outcomes of pending rows. @throws StalePage when one of them has an outcome already */
export async function recordRows(tx: Queries, jobId: string, results: readonly PlacedResult[]): Promise<void> {
  if (results.length === 0) return;
  const [written] = await run<{ rows: number }>(tx, RECORD_ROWS, [JSON.stringify(results), jobId]);
  if (written?.rows !== results.length) throw new StalePage(`rows of job ${jobId} have their outcomes already`);
}

/**
 * Moves the walk by compare-and-set on its place: in the transaction that did what the rows' outcomes say, so that of two
 * walkers only one has done it. Rows are always written before the job, so that two cannot lock each other out. Answers
 * the job as it stands now.
 *
 * @throws StalePage when the walk is no longer where `job` says; roll back
 */
export async function moveWalk(tx: Queries, job: WalkedJob, counts: JobCounts, to: Place): Promise<WalkedJob> {
  const samples = sampled(job.samples, Date.now(), processed(counts));
  const status = to.step === 'apply' || to.step === 'advance' ? ('PROCESSING' as const) : job.status;
  const { total: _total, ...columns } = counts;
  const place = JSON.stringify({ ...columns, ...to, samples, status });
  const [moved] = await run<{ control: JobControl }>(tx, MOVE_WALK, [place, job.jobId, job.step, job.cursor]);
  if (!moved) throw new StalePage(`job ${job.jobId} is not at ${job.step} ${job.cursor}`);
  return { ...job, ...to, status, counts, samples, control: moved.control };
}

/** Outcomes of a page and the walk's next place together. @throws StalePage */
export async function finishPage(
  tx: Queries,
  job: WalkedJob,
  results: readonly PlacedResult[],
  to: Place,
): Promise<WalkedJob> {
  await recordRows(tx, job.jobId, results);
  const outcomes = results.map(({ outcome }) => outcome);
  return moveWalk(tx, job, counted(job.counts, outcomes), to);
}
