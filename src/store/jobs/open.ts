import { and, asc, eq, isNull, or, sql } from 'drizzle-orm';
import type { OrderKey, OrderState } from '../../domain/order';
import type { Queries } from '../database';
import { jobRows, jobs, orders } from '../schema';

/** An order that a job created and whose workflow does not run. */
export interface UnopenedOrder {
  orderId: number;
  key: OrderKey;
  state: OrderState;
}

interface OpenedRows {
  jobId: string;
  from: number;
  to: number;
  namespaceId: string;
}

/** Of the rows from `from` up to `to` (exclusive): open orders whose workflow was not started in this namespace. */
export async function unopenedOrders(
  db: Queries,
  { jobId, from, to, namespaceId }: OpenedRows,
): Promise<UnopenedOrder[]> {
  const rows = await db
    .select({ orderId: orders.id, state: orders.state })
    .from(jobRows)
    .innerJoin(orders, eq(orders.id, jobRows.orderId))
    .where(
      and(
        eq(jobRows.jobId, jobId),
        sql`${jobRows.position} >= ${from} and ${jobRows.position} < ${to}`,
        isNull(orders.closedAt),
        sql`${orders.startedIn} is distinct from ${namespaceId}`,
      ),
    )
    .orderBy(asc(jobRows.position));
  return rows.map((row) => ({ ...row, key: row.state.key }));
}

/**
 * The workflows of the orders of rows from `from` up to `to` (exclusive) run in a namespace: so the orders are marked, and
 * from now on they are the sweeper's like all others.
 */
export async function noteOpened(
  db: Queries,
  { jobId, from, to, namespaceId, last }: OpenedRows & { last: boolean },
): Promise<void> {
  const now = sql`clock_timestamp()`;
  await db
    .update(orders)
    .set({
      awaitsOpening: false,
      startedIn: sql`case when ${orders.closedAt} is null then ${namespaceId} else ${orders.startedIn} end`,
    })
    .from(jobRows)
    .where(
      and(
        eq(jobRows.jobId, jobId),
        sql`${jobRows.position} >= ${from} and ${jobRows.position} < ${to}`,
        eq(orders.id, jobRows.orderId),
        orders.awaitsOpening,
      ),
    );
  await db
    .update(jobs)
    .set({ opened: sql`greatest(${jobs.opened}, ${to})`, updatedAt: now, ...(last ? { openedAt: now } : {}) })
    .where(eq(jobs.jobId, jobId));
}

/**
 * Jobs that have something left to do and whose workflow was not started in this namespace for `unmarkedMs`, or that have
 * not moved for `silentMs`.
 */
export async function findIdleJobs(
  db: Queries,
  { namespaceId, unmarkedMs, silentMs, limit }: IdleJobs,
): Promise<{ businessUnitId: string; jobId: string }[]> {
  const since = (ms: number) => sql`clock_timestamp() - ${ms}::double precision * interval '1 millisecond'`;
  return db
    .select({ businessUnitId: jobs.businessUnitId, jobId: jobs.jobId })
    .from(jobs)
    .where(
      and(
        isNull(jobs.openedAt),
        sql`${jobs.sealedAt} is not null`,
        sql`${jobs.updatedAt} < ${since(unmarkedMs)}`,
        or(
          sql`${jobs.startedIn} is distinct from ${namespaceId}`,
          and(sql`${jobs.control} <> 'pause'`, sql`${jobs.updatedAt} < ${since(silentMs)}`),
        ),
      ),
    )
    .orderBy(jobs.number)
    .limit(limit);
}

interface IdleJobs {
  namespaceId: string;
  unmarkedMs: number;
  silentMs: number;
  limit: number;
}
