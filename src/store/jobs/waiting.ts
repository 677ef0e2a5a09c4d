import { sql, type SQL } from 'drizzle-orm';
import type { Queries } from '../database';

/** What counts as a moment ago, in a namespace. */
export interface Lately {
  namespaceId: string;
  recentMs: number;
}

const since = (ms: number): SQL => sql`clock_timestamp() - ${ms}::double precision * interval '1 millisecond'`;

/** Whether there is an open order that was sent alone of late; asked of two ranges of one index, of a moment each. */
function single({ namespaceId, recentMs }: Lately, also: SQL = sql`true`): SQL {
  const marked = (mark: SQL) => sql`exists (
select 1 from orders
 where closed_at is null and not awaits_opening and import_job_id is null and ${mark} and created_at > ${since(recentMs)}
   and ${also})`;
  return sql`(${marked(sql`started_in is null`)} or ${marked(sql`started_in = ${namespaceId}`)})`;
}

async function holds(db: Queries, condition: SQL): Promise<boolean> {
  const { rows } = await db.execute<{ holds: boolean }>(sql`select ${condition} as holds`);
  return rows[0]?.holds === true;
}

/** Whether somebody waits: for an order that was sent alone of late, or for a job sealed of late to begin. */
export const somebodyWaits = (db: Queries, lately: Lately): Promise<boolean> =>
  holds(
    db,
    sql`${single(lately)} or exists (
select 1 from jobs
 where opened_at is null and sealed_at is not null and status = 'CREATED' and updated_at > ${since(lately.recentMs)})`,
  );

/** Whether an order that was sent alone of late is due at its warehouse and not there yet. */
export const singleIsDue = (db: Queries, lately: Lately): Promise<boolean> =>
  holds(db, single(lately, sql`status = 'CREATED' and waiting_on = 'wms'`));
