import { and, asc, desc, eq, gte, inArray, lt, lte, sql, type SQL } from 'drizzle-orm';
import type { Instant, OrderStatus } from '../../domain/order';
import { countMatches, type Counted } from '../counted';
import type { Queries } from '../database';
import { behind, pageOf, type Direction, type Keyset } from '../keyset';
import { orders } from '../schema';
import { withinScope, type Scope } from '../scope';
import { ORDER_COLUMNS, type OrderRow } from './record';
import { settledUntil } from './settled';

export interface OrderFilter {
  /** Any of these; absent or empty: all. */
  status?: readonly OrderStatus[];
  customerOrderNumber?: string;
  jobId?: string;
  createdFrom?: Instant;
  createdTo?: Instant;
  /** Inclusive. The list is then in the order of change, oldest first, for pollers; else in that of creation. */
  updatedSince?: Instant;
}

export interface PageRequest {
  limit: number;
  offset?: number;
  after?: Keyset;
  /** By creation, newest first unless said otherwise; by change always oldest first. */
  direction?: Direction;
}

export interface OrderPage extends Counted {
  rows: OrderRow[];
  next: Keyset | null;
}

function conditions(scope: Scope, filter: OrderFilter): SQL[] {
  const { status = [], customerOrderNumber, jobId, createdFrom, createdTo, updatedSince } = filter;
  return [
    ...withinScope(scope, orders),
    ...(status.length === 1 && status[0] ? [eq(orders.status, status[0])] : []),
    ...(status.length > 1 ? [inArray(orders.status, [...status])] : []),
    ...(customerOrderNumber === undefined ? [] : [eq(orders.orderNumber, customerOrderNumber)]),
    ...(jobId === undefined ? [] : [eq(orders.jobId, jobId)]),
    ...(createdFrom === undefined ? [] : [gte(orders.createdAt, createdFrom)]),
    ...(createdTo === undefined ? [] : [lte(orders.createdAt, createdTo)]),
    ...(updatedSince === undefined ? [] : [gte(orders.updatedAt, updatedSince)]),
  ];
}

/**
 * One page of the orders in scope. With `after` (the `next` of the page before) every order that stood there at the
 * first page is seen once; `offset` is for clients that count.
 */
export async function listOrders(
  db: Queries,
  scope: Scope,
  filter: OrderFilter,
  page: PageRequest,
): Promise<OrderPage> {
  const byChange = filter.updatedSince !== undefined;
  const at = byChange ? orders.updatedAt : orders.createdAt;
  const direction = byChange ? 'asc' : (page.direction ?? 'desc');
  const sorted = direction === 'asc' ? asc : desc;
  const where = conditions(scope, filter);
  const place = [
    ...(page.after ? [behind(page.after, at, orders.id, direction)] : []),
    ...(byChange ? [lt(orders.updatedAt, await settledUntil(db))] : []),
  ];
  const all = db
    .select({ one: sql`1` })
    .from(orders)
    .where(and(...where));
  const rows = await db
    .select(ORDER_COLUMNS)
    .from(orders)
    .where(and(...where, ...place))
    .orderBy(sorted(at), sorted(orders.id))
    .limit(page.limit + 1)
    .offset(page.offset ?? 0);
  return {
    ...pageOf(rows, page.limit, (row) => ({ at: byChange ? row.updatedAt : row.createdAt, id: row.orderId })),
    ...(await countMatches(db, all.getSQL())),
  };
}
