import { dataOf } from '../../contract/common/list';
import { CancelQuery } from '../../contract/umg/queries';
import { SalesOrder } from '../../contract/umg/salesOrder';
import { withWarehouse } from '../../domain/order';
import { commandOn, outcomeOf } from '../commands';
import type { ApiDeps } from '../deps';
import { followUp } from '../followUp';
import { orderReply } from '../orderAnswer';
import { OrderPath } from '../params';
import { FOLLOW_UP } from '../responseHeaders';
import { route, type Route } from '../route';
import { bearerOf, requireOrder } from '../tenant';

/**
 * `DELETE …/sales_orders/{n}`: at once while nobody outside has the order; after release the warehouse is asked, and
 * the answer is 202. A booked carrier is released first, which is watched for a while.
 */
export const cancelRoute = (deps: ApiDeps): Route =>
  route({
    method: 'delete',
    path: '/business_units/{businessUnitId}/sales_orders/{customerOrderNumber}',
    id: 'cancelSalesOrder',
    summary: 'Cancel an order; of one that has left in part, the rest',
    tag: 'Sales orders',
    access: { scope: 'orders:cancel' },
    params: OrderPath,
    query: CancelQuery,
    ifMatch: true,
    responses: { 200: dataOf(SalesOrder), 202: dataOf(SalesOrder) },
    sends: { 200: ['ETag'], 202: ['ETag', ...FOLLOW_UP] },
    problems: [404],
  })(async (call) => {
    const order = await requireOrder(deps, bearerOf(call), call.params);
    if (order.status === 'CANCELLED') return orderReply(deps, 200, order);
    const asked = await commandOn(deps, call, order, { type: 'cancel', reason: 'CLIENT' }, { note: call.query.reason });
    const wait = asked.closedAt === null && !withWarehouse(asked.state);
    const answer = (wait && (await outcomeOf(deps, asked, ({ closedAt }) => closedAt !== null))) || asked;
    if (answer.closedAt !== null) return orderReply(deps, 200, answer);
    return orderReply(deps, 202, answer, followUp(answer));
  });
