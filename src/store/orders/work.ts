import { and, eq, gte, inArray, isNull, or, sql } from 'drizzle-orm';
import type { Instant, OrderKey, OrderState } from '../../domain/order';
import type { Queries } from '../database';
import { orders } from '../schema';

/** Orders for the operator's tools, which walk through all of them: first the ids, then page by page what they hold. */
export interface WorkOrder {
  orderId: number;
  orgId: string;
  key: OrderKey;
  state: OrderState;
}

/** Ids of all open orders, and of those closed at `closedSince` or later, of all units or of one; oldest first. */
export async function openOrderIds(
  db: Queries,
  filter: { businessUnitId?: string; closedSince?: Instant } = {},
): Promise<number[]> {
  const { businessUnitId, closedSince } = filter;
  const rows = await db
    .select({ id: orders.id })
    .from(orders)
    .where(
      and(
        or(isNull(orders.closedAt), closedSince === undefined ? undefined : gte(orders.closedAt, closedSince)),
        businessUnitId === undefined ? undefined : eq(orders.businessUnitId, businessUnitId),
      ),
    )
    .orderBy(orders.id);
  return rows.map(({ id }) => id);
}

/** What the orders of these ids hold now. */
export async function loadWork(db: Queries, orderIds: readonly number[]): Promise<WorkOrder[]> {
  if (orderIds.length === 0) return [];
  const rows = await db
    .select({ orderId: orders.id, orgId: orders.orgId, state: orders.state })
    .from(orders)
    .where(inArray(orders.id, [...orderIds]))
    .orderBy(orders.id);
  return rows.map((row) => ({ ...row, key: row.state.key }));
}

/** How many events of a type the orders have got beyond the sequences given. */
export async function countEventsSince(
  db: Queries,
  type: string,
  seen: readonly { orderId: number; sequence: number }[],
): Promise<number> {
  const { rows } = await db.execute<{ count: number }>(sql`
select count(*)::integer as count
  from jsonb_to_recordset(${JSON.stringify(seen)}::jsonb) as s ("orderId" bigint, sequence integer)
  join order_events e on e.order_id = s."orderId" and e.sequence > s.sequence and e.type = ${type}`);
  return rows[0]?.count ?? 0;
}
