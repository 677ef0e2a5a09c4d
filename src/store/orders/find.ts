import { and, asc, eq, sql } from 'drizzle-orm';
import type { OrderKey } from '../../domain/order';
import type { Queries } from '../database';
import { orders } from '../schema';
import { withinScope, type Scope } from '../scope';
import { ORDER_COLUMNS, type OrderRow } from './record';

/** One order by its natural key; null when there is none, or none in the scope (a caller's; ours have none). */
export async function findOrder(db: Queries, key: OrderKey, scope?: Scope): Promise<OrderRow | null> {
  const [order] = await db
    .select(ORDER_COLUMNS)
    .from(orders)
    .where(
      and(
        eq(orders.businessUnitId, key.businessUnitId),
        eq(orders.orderNumber, key.orderNumber),
        ...(scope ? withinScope(scope, orders) : []),
      ),
    );
  return order ?? null;
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
  if (keys.length === 0) return [];
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
}

/** All orders that were dropped to a warehouse under a job id, in the order of their creation. */
export async function findByWmsJob(db: Queries, scope: Scope, wmsJobId: string): Promise<DroppedOrder[]> {
  return db
    .select({
      orderId: orders.id,
      orgId: orders.orgId,
      businessUnitId: orders.businessUnitId,
      orderNumber: orders.orderNumber,
      salesOrderNumber: orders.salesOrderNumber,
    })
    .from(orders)
    .where(and(eq(orders.wmsJobId, wmsJobId), ...withinScope(scope, orders)))
    .orderBy(asc(orders.id));
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
