import { sql } from 'drizzle-orm';
import type { Queries } from '../database';

/** Whether somebody waits: for an order that was sent alone in the last `recentMs`, or for a job sealed then to begin. */
export async function somebodyWaits(
  db: Queries,
  { namespaceId, recentMs }: { namespaceId: string; recentMs: number },
): Promise<boolean> {
  const since = sql`clock_timestamp() - ${recentMs}::double precision * interval '1 millisecond'`;
  // Two ranges of one index, of a moment each.
  const single = (mark: ReturnType<typeof sql>) => sql`
select 1 from orders
 where closed_at is null and not awaits_opening and import_job_id is null and ${mark} and created_at > ${since}`;
  const { rows } = await db.execute<{ waits: boolean }>(sql`
select exists (${single(sql`started_in is null`)}) or exists (${single(sql`started_in = ${namespaceId}`)})
    or exists (select 1 from jobs
                where opened_at is null and sealed_at is not null and status = 'CREATED' and updated_at > ${since}) as waits`);
  return rows[0]?.waits === true;
}
