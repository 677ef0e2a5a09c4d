import { sql } from 'drizzle-orm';
import { noCounts, type JobCounts, type JobStep, type RowOutcome } from '../../domain/job';
import type { Database, Queries } from '../database';
import { moveWalk } from './page';
import type { WalkedJob } from './record';

/** How many other lines an error names. */
const LINES = 10;

const markBroken = (jobId: string) => sql`
update job_rows set outcome = 'failed'
 where job_id = ${jobId} and outcome is null and errors <> '[]'`;

/**
 * Rows of one key: of identical ones the first counts, the others are its duplicates; of different ones nobody can tell
 * which is meant, so all fail.
 */
const markRepeated = (jobId: string, member: string) => sql`
with repeated as materialized (
  select key from job_rows where job_id = ${jobId} and key is not null group by key having count(*) > 1
), compared as materialized (
  select r.key, count(distinct md5(coalesce(r.payload::text, r.raw, ''))) as contents, min(r.position) as first,
         (array_agg(coalesce(r.line, r.position + 1) order by r.position))[1:${LINES}] as lines
    from job_rows r join repeated using (key)
   where r.job_id = ${jobId}
   group by r.key
)
update job_rows r
   set outcome = case when c.contents = 1 then 'duplicate' else 'failed' end,
       result = case when c.contents = 1 then jsonb_build_object('duplicateOfLine', c.lines[1]) end,
       errors = case when c.contents = 1 then r.errors else r.errors || jsonb_build_array(jsonb_build_object(
         'code', 'DUPLICATE_IN_BATCH',
         'message', 'other rows have the same number and other content: lines ' || array_to_string(c.lines, ', '),
         'field', ${member}::text, 'pointer', '#/' || ${member}::text)) end
  from compared c
 where r.job_id = ${jobId} and r.key = c.key
   and (c.contents > 1 or (r.position <> c.first and r.outcome is null))`;

async function recount(tx: Queries, jobId: string, total: number): Promise<JobCounts> {
  const { rows } = await tx.execute<{ outcome: RowOutcome; count: number }>(
    sql`select outcome, count(*)::integer as count from job_rows where job_id = ${jobId} and outcome is not null group by 1`,
  );
  const counts = noCounts(total);
  for (const { outcome, count } of rows) {
    counts[outcome] = count;
    counts.pending -= count;
  }
  return counts;
}

/** Gives rows that came with errors, and rows of one key (named `member` in a row), their outcomes; the walk goes on at `next`. */
export async function prepareRows(db: Queries, job: WalkedJob, next: JobStep, member: string | null): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.execute(markBroken(job.jobId));
    if (member !== null) await tx.execute(markRepeated(job.jobId, member));
    await moveWalk(tx, job, await recount(tx, job.jobId, job.counts.total), { step: next, cursor: 0 });
  });
}

/** No row is pending: the walk is at its end. */
export async function endWalk(db: Database, job: WalkedJob): Promise<void> {
  await moveWalk(db, job, job.counts, { step: 'done', cursor: job.counts.total });
}

/** All rows that are still pending are skipped, for the reason given; the walk is at its end. */
export async function skipPending(db: Database, job: WalkedJob, reason: string): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.execute(sql`
update job_rows set outcome = 'skipped', result = jsonb_build_object('reason', ${reason}::text)
 where job_id = ${job.jobId} and outcome is null`);
    const counts = await recount(tx, job.jobId, job.counts.total);
    await moveWalk(tx, job, counts, { step: 'done', cursor: counts.total });
  });
}
