import { sql } from 'drizzle-orm';
import type { Queries } from '../database';

/** Makes dead letters of parked messages that are past their time; they keep their reason. Answers how many. */
export async function expireParked(db: Queries): Promise<number> {
  const { rowCount } = await db.execute(sql`
update inbox set state = 'discarded', parked_reason = parked_reason || ' None came in time.'
 where state = 'parked' and expires_at <= clock_timestamp()`);
  return rowCount ?? 0;
}

/** Removes messages that were applied more than `olderThanMs` ago, at most `limit`; answers how many. */
export async function purgeApplied(db: Queries, olderThanMs: number, limit = 10_000): Promise<number> {
  const { rowCount } = await db.execute(sql`
delete from inbox where ctid = any(array(
  select ctid from inbox
   where state = 'applied' and applied_at <= clock_timestamp() - ${olderThanMs}::double precision * interval '1 millisecond'
   limit ${limit}))`);
  return rowCount ?? 0;
}
