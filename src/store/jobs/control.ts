import { and, eq, ne, sql } from 'drizzle-orm';
import { controlled, type JobAction } from '../../domain/job';
import type { Database, Queries } from '../database';
import { jobs } from '../schema';
import { JOB_COLUMNS, toJob, type JobRecord, type WalkedJob } from './record';

/** Takes an action on a job; null where the job has ended or is being cancelled. A repeat changes nothing. */
export async function setControl(db: Database, jobId: string, action: JobAction): Promise<JobRecord | null> {
  return db.transaction(async (tx) => {
    const [row] = await tx.select(JOB_COLUMNS).from(jobs).where(eq(jobs.jobId, jobId)).for('no key update');
    const job = row ? toJob(row) : null;
    const control = job && controlled(job, action);
    if (!job || !control || control === job.control) return control ? job : null;
    const [changed] = await tx
      .update(jobs)
      .set({ control, updatedAt: sql`clock_timestamp()` })
      .where(eq(jobs.jobId, jobId))
      .returning(JOB_COLUMNS);
    return changed ? toJob(changed) : null;
  });
}

/** The job's workflow runs in this namespace and its walk has begun. */
export async function beginJob(db: Queries, jobId: string): Promise<void> {
  await db
    .update(jobs)
    .set({ status: 'INITIATED', startedAt: sql`clock_timestamp()`, updatedAt: sql`clock_timestamp()` })
    .where(and(eq(jobs.jobId, jobId), eq(jobs.status, 'CREATED')));
}

/** Notes where the job's workflow runs. */
export async function markJob(db: Queries, jobId: string, namespaceId: string): Promise<void> {
  await db
    .update(jobs)
    .set({ startedIn: namespaceId, updatedAt: sql`clock_timestamp()` })
    .where(and(eq(jobs.jobId, jobId), sql`${jobs.startedIn} is distinct from ${namespaceId}`));
}

/** Ends a job that has no pending rows; false where somebody else has ended it or it is not at its end. */
export async function completeJob(
  tx: Queries,
  { jobId }: WalkedJob,
  { outcome, opens }: { outcome: NonNullable<JobRecord['outcome']>; opens: boolean },
): Promise<boolean> {
  const now = sql`clock_timestamp()`;
  const ended = await tx
    .update(jobs)
    .set({ status: 'COMPLETED', outcome, step: 'done', completedAt: now, updatedAt: now, openedAt: opens ? null : now })
    .where(and(eq(jobs.jobId, jobId), ne(jobs.status, 'COMPLETED'), eq(jobs.pending, 0)))
    .returning({ jobId: jobs.jobId });
  return ended.length > 0;
}
