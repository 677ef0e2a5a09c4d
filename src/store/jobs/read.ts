import { and, desc, eq, inArray, isNotNull, lt, type SQL } from 'drizzle-orm';
import type { JobKind, JobStatus } from '../../domain/job';
import type { Queries } from '../database';
import { jobs } from '../schema';
import { withinScope, type Scope } from '../scope';
import { JOB_COLUMNS, toJob, type JobRecord, type WalkedJob } from './record';

const sealed = isNotNull(jobs.sealedAt);

async function one(db: Queries, which: SQL, scope?: Scope): Promise<WalkedJob | null> {
  const [row] = await db
    .select(JOB_COLUMNS)
    .from(jobs)
    .where(and(which, sealed, ...(scope ? withinScope(scope, jobs) : [])));
  return row ? toJob(row) : null;
}

/** One job; null when there is none, or none in the scope (a caller's; ours have none). */
export const readJob = (db: Queries, jobId: string, scope?: Scope): Promise<JobRecord | null> =>
  one(db, eq(jobs.jobId, jobId), scope);

/** The same by the job's plain number. */
export const readJobByNumber = (db: Queries, number: number, scope?: Scope): Promise<JobRecord | null> =>
  one(db, eq(jobs.number, number), scope);

/** A job with the place of its walk. */
export const loadJob = (db: Queries, jobId: string): Promise<WalkedJob | null> => one(db, eq(jobs.jobId, jobId));

export interface JobFilter {
  kinds?: readonly JobKind[];
  status?: readonly JobStatus[];
}

/** One page of the jobs in scope, newest first; `next` is the number to go on `after`. */
export async function listJobs(
  db: Queries,
  scope: Scope,
  { kinds = [], status = [] }: JobFilter,
  { limit, after }: { limit: number; after?: number },
): Promise<{ rows: JobRecord[]; next: number | null }> {
  const found = await db
    .select(JOB_COLUMNS)
    .from(jobs)
    .where(
      and(
        sealed,
        ...withinScope(scope, jobs),
        kinds.length > 0 ? inArray(jobs.kind, [...kinds]) : undefined,
        status.length > 0 ? inArray(jobs.status, [...status]) : undefined,
        after === undefined ? undefined : lt(jobs.number, after),
      ),
    )
    .orderBy(desc(jobs.number))
    .limit(limit + 1);
  const rows = found.slice(0, limit).map(toJob);
  return { rows, next: found.length > limit ? (rows.at(-1)?.number ?? null) : null };
}
