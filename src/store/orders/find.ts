import { and, asc, eq, sql } from 'drizzle-orm';
import type { OrderKey } from '../../domain/order';
import type { Queries } from '../database';
import { orders } from '../schema';
import { prepared } from '../statement';
import { isWithin, withinScope, type Scope } from '../scope';
import { ORDER_COLUMNS, type OrderRow } from './record';

const byKey = prepared((db) =>
  db
    .select(ORDER_COLUMNS)
    .from(orders)
    .where(
      and(
        eq(orders.businessUnitId, sql.placeholder('businessUnitId')),
        eq(orders.orderNumber, sql.placeholder('orderNumber')),
      ),
    )
    .prepare('order-by-key'),
);

/** One order by its natural key; null when there is none, or none in the scope (a caller's; ours have none). */
export async function findOrder(db: Queries, key: OrderKey, scope?: Scope): Promise<OrderRow | null> {
  const { businessUnitId, orderNumber } = key;
  const [order] = await byKey(db).execute({ businessUnitId, orderNumber });
  return order && (!scope || isWithin(scope, order)) ? order : null;
}

/** One order by the number we gave it. */
export async function findBySalesOrderNumber(
  db: Queries,
  scope: Scope,
  salesOrderNumber: string,
): Promise<OrderRow | null> {
  const [order] = await db
    .select(ORDER_COLUMNS)
    .from(orders)
    .where(and(eq(orders.salesOrderNumber, salesOrderNumber), ...withinScope(scope, orders)));
  return order ?? null;
}

/** Orders by key whoever owns them, for steps that were given keys by a host; unknown keys are left out. */
export async function findOrders(db: Queries, keys: readonly OrderKey[]): Promise<OrderRow[]> {
  const [only, ...others] = keys;
  if (!only) return [];
  if (others.length === 0) return byKey(db).execute({ ...only });
  const wanted = sql`(select "businessUnitId", "orderNumber"
    from jsonb_to_recordset(${JSON.stringify(keys)}::jsonb) as t ("businessUnitId" text, "orderNumber" text))`;
  return db
    .select(ORDER_COLUMNS)
    .from(orders)
    .where(sql`(${orders.businessUnitId}, ${orders.orderNumber}) in ${wanted}`)
    .orderBy(asc(orders.id));
}

/** Who an order belongs to, by the job id of its drop to the warehouse: what an acknowledgement names. */
export interface DroppedOrder extends OrderKey {
  orderId: number;
  orgId: string;
  salesOrderNumber: string;
  /** Number of the drop. */
  attempt: number;
}

const byWmsJob = prepared((db) =>
  db
    .select({
      orderId: orders.id,
      orgId: orders.orgId,
      businessUnitId: orders.businessUnitId,
      orderNumber: orders.orderNumber,
      salesOrderNumber: orders.salesOrderNumber,
      attempt: sql<number>`(${orders.state}->'wms'->>'attempt')::integer`,
    })
    .from(orders)
    .where(and(eq(orders.orgId, sql.placeholder('orgId')), eq(orders.wmsJobId, sql.placeholder('wmsJobId'))))
    .orderBy(asc(orders.id))
    .prepare('orders-by-wms-job'),
);

/** All orders that were dropped to a warehouse under a job id, in the order of their creation. */
export async function findByWmsJob(db: Queries, scope: Scope, wmsJobId: string): Promise<DroppedOrder[]> {
  const dropped = await byWmsJob(db).execute({ orgId: scope.orgId, wmsJobId });
  return dropped.filter((order) => isWithin(scope, order));
}

/** Orders that stand released at the warehouse and wait for its acknowledgement, oldest first. */
export async function findUnacknowledged(db: Queries, scope: Scope, limit: number): Promise<OrderRow[]> {
  const dropped = sql`${orders.state}->'wms'->>'state' in ('sending', 'sent')`;
  return db
    .select(ORDER_COLUMNS)
    .from(orders)
    .where(and(eq(orders.status, 'RELEASED'), dropped, ...withinScope(scope, orders)))
    .orderBy(asc(orders.createdAt), asc(orders.id))
    .limit(limit);
}
