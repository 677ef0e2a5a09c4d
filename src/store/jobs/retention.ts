import { sql, type SQL } from 'drizzle-orm';
import type { Queries } from '../database';

/** From now on the rows of jobs that ended more than `olderThanMs` ago, with all their orders opened, are not shown. */
export async function expireRows(db: Queries, olderThanMs: number): Promise<void> {
  await db.execute(sql`
update jobs set echo = 'expired'
 where echo = 'kept' and opened_at is not null
   and completed_at <= clock_timestamp() - ${olderThanMs}::double precision * interval '1 millisecond'`);
}

const withText: SQL = sql`(payload is not null or raw is not null)`;

/**
 * Erases what was sent as the rows of the expired job that ended first, at most `limit` rows of it. Keys, outcomes and
 * errors stay; they hold no personal data.
 *
 * @returns rows erased; 0: no job is left
 */
export async function eraseRows(db: Queries, limit: number): Promise<number> {
  const { rows } = await db.execute<{ id: string }>(
    sql`select id from jobs where echo = 'expired' and opened_at is not null order by completed_at limit 1`,
  );
  const [job] = rows;
  if (!job) return 0;
  const { rowCount } = await db.execute(sql`
update job_rows set payload = null, raw = null
 where job_id = ${job.id}
   and position = any(array(
     select position from job_rows where job_id = ${job.id} and ${withText} order by position limit ${limit}))`);
  const erased = rowCount ?? 0;
  if (erased < limit) await db.execute(sql`update jobs set echo = 'erased' where id = ${job.id}`);
  return Math.max(erased, 1);
}
