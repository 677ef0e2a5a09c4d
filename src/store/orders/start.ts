import { sql } from 'drizzle-orm';
import type { OrderKey, OrderState } from '../../domain/order';
import type { Queries } from '../database';
import { onList, run } from '../statement';

/** An order whose workflow is to be started or woken; the state is what its start summary and attributes are made of. */
export interface DueOrder {
  orderId: number;
  key: OrderKey;
  state: OrderState;
}

interface DueRow extends Record<string, unknown> {
  id: string;
  business_unit_id: string;
  order_number: string;
  state: OrderState;
}

const dueOrder = (row: DueRow): DueOrder => ({
  orderId: Number(row.id),
  key: { businessUnitId: row.business_unit_id, orderNumber: row.order_number },
  state: row.state,
});

/**
 * Open orders that are older than `olderThanMs` and whose workflow was not started in this namespace, oldest mark first.
 * Orders that a job page has on lease, or that anyone else has locked, are skipped. In a transaction they stay locked.
 */
export async function findUnmarked(
  db: Queries,
  options: { namespaceId: string; olderThanMs: number; limit: number },
): Promise<DueOrder[]> {
  const { namespaceId, olderThanMs, limit } = options;
  // Three ranges of one index in place of "is distinct from", which would read every open order.
  const range = (mark: ReturnType<typeof sql>) => sql`
(select o.id from orders o
  where o.closed_at is null and not o.awaits_opening and ${mark}
    and o.created_at <= clock_timestamp() - ${olderThanMs}::double precision * interval '1 millisecond'
    and (o.leased_until is null or o.leased_until <= clock_timestamp())
  order by o.started_in, o.created_at, o.id
  limit ${limit})`;
  const { rows } = await db.execute<DueRow>(sql`
select o.id, o.business_unit_id, o.order_number, o.state
  from orders o
 where o.id in (${range(sql`o.started_in is null`)}
                union all ${range(sql`o.started_in < ${namespaceId}`)}
                union all ${range(sql`o.started_in > ${namespaceId}`)})
 order by o.created_at, o.id
 limit ${limit}
   for no key update of o skip locked`);
  return rows.map(dueOrder);
}

/** Who an order belongs to, and the namespace in which its workflow was started, if it was. */
export interface OrderMark extends OrderKey {
  orgId: string;
  startedIn: string | null;
}

const marks = onList(
  'order-marks',
  (limit) => `
select o.business_unit_id as "businessUnitId", o.order_number as "orderNumber", o.org_id as "orgId",
       o.started_in as "startedIn"
  from (select distinct "businessUnitId", "orderNumber"
          from jsonb_to_recordset($1::jsonb) as t ("businessUnitId" text, "orderNumber" text) ${limit}) k
  join orders o on o.business_unit_id = k."businessUnitId" and o.order_number = k."orderNumber"`,
);

/** The marks of orders by key, without their states; unknown keys are left out. */
export async function findMarks(db: Queries, keys: readonly OrderKey[]): Promise<OrderMark[]> {
  if (keys.length === 0) return [];
  return run<OrderMark>(db, marks(keys), [JSON.stringify(keys)]);
}

/** Orders whose deadline passed more than `overdueMs` ago, longest overdue first; those on lease are skipped. */
export async function findPastDeadline(
  db: Queries,
  options: { overdueMs: number; limit: number },
): Promise<DueOrder[]> {
  const { rows } = await db.execute<DueRow>(sql`
select o.id, o.business_unit_id, o.order_number, o.state
  from orders o
 where o.next_deadline <= clock_timestamp() - ${options.overdueMs}::double precision * interval '1 millisecond'
   and (o.leased_until is null or o.leased_until <= clock_timestamp())
 order by o.next_deadline
 limit ${options.limit}
   for no key update of o skip locked`);
  return rows.map(dueOrder);
}
