import { sql } from 'drizzle-orm';
import type { Instant } from '../../domain/order';
import type { Queries } from '../database';
import { toInstant } from '../schema/columns';

/**
 * Until when (exclusive) the order of change is final: no transaction still runs that could commit a row with an earlier
 * `updated_at`. A poller that reads further would take a later change as its mark and never see the late one.
 * Ask in a statement of its own before the one that reads.
 */
export async function settledUntil(db: Queries): Promise<Instant> {
  const { rows } = await db.execute<{ until: string }>(sql`
select date_trunc('milliseconds', coalesce(min(xact_start), clock_timestamp())) as until
  from pg_stat_activity
 where datname = current_database() and backend_type = 'client backend'
   and backend_xid is not null and pid <> pg_backend_pid()`);
  return toInstant(rows[0]?.until ?? new Date());
}
