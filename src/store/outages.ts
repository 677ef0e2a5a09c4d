import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Instant } from '../domain/order';
import type { Queries } from './database';
import { connectionOutages } from './schema';

/** A connection on which nothing comes through. A row is there only while that is so, and only as long as somebody says so again. */
export interface ConnectionOutage {
  connectionId: string;
  since: Instant;
  /** What calls fail with, a closed word of ours. */
  code: string;
}

/** A worker that sees an outage says so every ten seconds; what nobody has said for longer than this is over, or nobody waits. */
const FRESH = sql`interval '60 seconds'`;

/** Keeps that a connection is out; of several workers the earliest beginning counts. */
export async function noteOutage(db: Queries, { connectionId, since, code }: ConnectionOutage): Promise<void> {
  await db.execute(sql`
insert into connection_outages as o (connection_id, since, seen_at, code)
select id, ${since}::timestamptz, clock_timestamp(), ${code} from connections where id = ${connectionId}
on conflict (connection_id) do update
   set since = case when o.seen_at > clock_timestamp() - ${FRESH} then least(o.since, excluded.since)
                    else excluded.since end,
       seen_at = excluded.seen_at,
       code = excluded.code`);
}

/** A call came through. */
export async function endOutage(db: Queries, connectionId: string): Promise<void> {
  await db.delete(connectionOutages).where(eq(connectionOutages.connectionId, connectionId));
}

/** Those of the connections that are out now. */
export async function findOutages(db: Queries, connectionIds: readonly string[]): Promise<ConnectionOutage[]> {
  if (connectionIds.length === 0) return [];
  return db
    .select({
      connectionId: connectionOutages.connectionId,
      since: connectionOutages.since,
      code: connectionOutages.code,
    })
    .from(connectionOutages)
    .where(
      and(
        inArray(connectionOutages.connectionId, [...connectionIds]),
        sql`${connectionOutages.seenAt} > clock_timestamp() - ${FRESH}`,
      ),
    );
}
