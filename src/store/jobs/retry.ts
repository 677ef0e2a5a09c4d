import { and, eq, isNotNull, sql } from 'drizzle-orm';
import type { Queries } from '../database';
import { jobs } from '../schema';
import { JOB_COLUMNS, toJob, type JobRecord } from './record';

/**
 * The job that tries a job's failed rows (all of them, or those that may succeed unchanged) again, unless it was cancelled.
 * Whoever asks holds a lock on the job until the transaction ends, so that of two the second finds what the first made.
 */
export async function findRetry(tx: Queries, jobId: string, all: boolean): Promise<JobRecord | null> {
  await tx.select({ jobId: jobs.jobId }).from(jobs).where(eq(jobs.jobId, jobId)).for('no key update');
  const [made] = await tx
    .select(JOB_COLUMNS)
    .from(jobs)
    .where(
      and(
        eq(jobs.parentJobId, jobId),
        eq(jobs.retriesAll, all),
        sql`${jobs.outcome} is distinct from 'CANCELLED'`,
        isNotNull(jobs.sealedAt),
      ),
    );
  return made ? toJob(made) : null;
}

/** Copies the failed rows of a job into a staged one, in their order, without their errors; answers how many. */
export async function copyFailed(
  tx: Queries,
  { from, to, all }: { from: string; to: string; all: boolean },
): Promise<number> {
  const which = all ? sql`` : sql`and retryable`;
  const { rowCount } = await tx.execute(sql`
insert into job_rows (job_id, position, line, key, payload, raw, errors)
select ${to}, row_number() over (order by position) - 1, line, key, payload, raw,
       case when payload is null then errors else '[]'::jsonb end
  from job_rows
 where job_id = ${from} and outcome = 'failed' ${which}`);
  return rowCount ?? 0;
}
