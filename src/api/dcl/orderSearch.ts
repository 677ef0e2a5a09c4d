import { OK } from '../../contract/dcl/answers';
import { readFilter } from '../../contract/dcl/filter';
import { OrderQuery, STATUS_WORDS } from '../../contract/dcl/queries';
import { ORDER_FIELDS, OrdersAnswer, type ReadOrder } from '../../contract/dcl/readOrder';
import { renderOrder } from '../../contract/dcl/renderOrder';
import type { SalesOrderRequest } from '../../contract/umg/salesOrderRequest';
import { findShipments, searchOrders, type OrderRow, type OrderSearch, type Span } from '../../store/orders/read';
import type { ApiDeps } from '../deps';
import { route, type Route } from '../route';
import { bearerOf } from '../tenant';
import { refused } from './dialect';
import type { Door } from './doors';
import { accountsOf, project, type Accounts } from './reading';

/** `GET …/orders`: the way to follow up, since a batch is no resource. */
export const ordersRoute = (deps: ApiDeps, { base, suffix }: Door): Route =>
  route({
    method: 'get',
    path: `${base}/orders`,
    id: `listDclOrders${suffix}`,
    summary: 'Find orders; the last page is one with fewer than `page_size`',
    tag: 'DCL',
    access: { scope: 'orders:read', basic: true },
    query: OrderQuery,
    responses: { 200: OrdersAnswer },
  })(async (call) => {
    const { query } = call;
    const principal = bearerOf(call);
    const place = { limit: query.page_size, offset: (query.page - 1) * query.page_size };
    const [accounts, rows] = await Promise.all([
      accountsOf(deps, principal),
      searchOrders(deps.db, principal, searchOf(query), place),
    ]);
    const { fields, extended_date: extended = false } = query;
    const orders = await render(deps, accounts, rows, extended);
    return { status: 200, body: { ...OK, orders: project(orders, fields, ORDER_FIELDS) } };
  });

/** @throws Problem 400 for a filter that is none */
function searchOf(query: OrderQuery): OrderSearch {
  const conditions = readFilter(query.filter);
  if ('code' in conditions) throw refused(conditions);
  const { order_numbers: numbers } = query;
  return {
    orderNumbers: numbers && numbers.length > 0 ? numbers : undefined,
    pattern: STATUS_WORDS[query.status],
    conditions,
    received: spanOf(query.received_from, query.received_to),
    shipped: spanOf(query.shipped_from, query.shipped_to),
    modified: spanOf(query.modified_from, query.modified_to),
  };
}

const spanOf = (from: string | undefined, to: string | undefined): Span | undefined =>
  from || to ? { from, to } : undefined;

async function render(
  { db }: ApiDeps,
  { numbers }: Accounts,
  rows: readonly OrderRow[],
  extended: boolean,
): Promise<ReadOrder[]> {
  const shipmentsOf = await findShipments(
    db,
    rows.filter(({ state }) => state.shipments.length > 0).map(({ orderId }) => orderId),
  );
  return rows.map((row) =>
    renderOrder(
      {
        accountNumber: numbers.get(row.businessUnitId) ?? '',
        document: row.document as SalesOrderRequest,
        state: row.state,
        createdAt: row.createdAt,
        updatedAt: row.updatedAt,
        shipments: shipmentsOf(row.orderId),
      },
      extended,
    ),
  );
}
