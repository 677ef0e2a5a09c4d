import { and, asc, eq, gt, sql, type SQL } from 'drizzle-orm';
import type { OrderException, OrderKey } from '../domain/order';
import type { Queries } from './database';
import { behind, pageOf, type Keyset } from './keyset';
import { orders } from './schema';
import { withinScope, type Scope } from './scope';

/** An exception with the order that it belongs to. */
export interface OpenException {
  /** Of its order in the list. */
  place: Keyset;
  orderId: number;
  key: OrderKey;
  salesOrderNumber: string;
  exception: OrderException;
}

const columns = {
  orderId: orders.id,
  businessUnitId: orders.businessUnitId,
  orderNumber: orders.orderNumber,
  salesOrderNumber: orders.salesOrderNumber,
  state: orders.state,
  updatedAt: orders.updatedAt,
};

/** An open exception of the code, or of any. */
function hasOpen(code: string | undefined): SQL[] {
  if (code === undefined) return [gt(orders.openExceptions, 0)];
  const path = `$.exceptions[*] ? (@.resolvedAt == null && @.code == $code)`;
  return [
    gt(orders.openExceptions, 0),
    sql`jsonb_path_exists(${orders.state}, ${path}::jsonpath, jsonb_build_object('code', ${code}::text))`,
  ];
}

/**
 * Open exceptions of the orders in scope, those first whose order changed longest ago; a page holds whole orders, at
 * most `limit` of them.
 */
export async function listOpenExceptions(
  db: Queries,
  scope: Scope,
  filter: { code?: string },
  page: { limit: number; after?: Keyset },
): Promise<{ rows: OpenException[]; next: Keyset | null }> {
  const found = await db
    .select(columns)
    .from(orders)
    .where(
      and(
        ...withinScope(scope, orders),
        ...hasOpen(filter.code),
        ...(page.after ? [behind(page.after, orders.updatedAt, orders.id, 'asc')] : []),
      ),
    )
    .orderBy(asc(orders.updatedAt), asc(orders.id))
    .limit(page.limit + 1);
  const { rows, next } = pageOf(found, page.limit, (row) => ({ at: row.updatedAt, id: row.orderId }));
  return {
    rows: rows.flatMap(({ orderId, businessUnitId, orderNumber, salesOrderNumber, state, updatedAt }) =>
      state.exceptions
        .filter(({ resolvedAt, code }) => resolvedAt === null && (filter.code ?? code) === code)
        .map((exception) => ({
          place: { at: updatedAt, id: orderId },
          orderId,
          key: { businessUnitId, orderNumber },
          salesOrderNumber,
          exception,
        })),
    ),
    next,
  };
}

/** One exception, open or resolved, by its id `{salesOrderNumber}-E{n}`; null when there is none in scope. */
export async function findException(db: Queries, scope: Scope, id: string): Promise<OpenException | null> {
  const salesOrderNumber = id.slice(0, id.lastIndexOf('-E'));
  const [row] = await db
    .select(columns)
    .from(orders)
    .where(and(eq(orders.salesOrderNumber, salesOrderNumber), ...withinScope(scope, orders)));
  const exception = row?.state.exceptions.find((candidate) => candidate.id === id);
  if (!row || !exception) return null;
  const { orderId, businessUnitId, orderNumber, updatedAt } = row;
  return {
    place: { at: updatedAt, id: orderId },
    orderId,
    key: { businessUnitId, orderNumber },
    salesOrderNumber,
    exception,
  };
}
