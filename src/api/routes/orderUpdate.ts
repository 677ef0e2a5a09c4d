import { dataOf } from '../../contract/common/list';
import { SalesOrder } from '../../contract/umg/salesOrder';
import { SalesOrderRequest } from '../../contract/umg/salesOrderRequest';
import { commandOn } from '../commands';
import type { ApiDeps } from '../deps';
import { orderReply } from '../orderAnswer';
import { brokenRules, masterDataViolations, newOrderOf } from '../orderInput';
import { OrderPath } from '../params';
import { keyMismatches, requireNone } from '../requireRules';
import { route, type Route } from '../route';
import { bearerOf, requireOrder, requireUnit } from '../tenant';

/** In the body the number may be left out: the path says it. */
const Update = SalesOrderRequest.extend({
  customerOrderNumber: SalesOrderRequest.shape.customerOrderNumber.max(34).optional(),
}).meta({ id: 'SalesOrderUpdate' });

/** `PUT …/sales_orders/{n}`: replaces the whole document, until the warehouse has the order. */
export const updateRoute = (deps: ApiDeps): Route =>
  route({
    method: 'put',
    path: '/business_units/{businessUnitId}/sales_orders/{customerOrderNumber}',
    id: 'updateSalesOrder',
    summary: 'Replace an order before its release',
    tag: 'Sales orders',
    access: { scope: 'orders:write' },
    params: OrderPath,
    body: dataOf(Update),
    ifMatch: true,
    responses: { 200: dataOf(SalesOrder) },
    sends: { 200: ['ETag'] },
    problems: [404],
  })(async (call) => {
    const { businessUnitId, customerOrderNumber } = call.params;
    const principal = bearerOf(call);
    const order = await requireOrder(deps, principal, call.params);
    const unit = await requireUnit(deps, principal, businessUnitId);
    const input = await newOrderOf(deps, unit, { ...call.body.data, customerOrderNumber });
    const sent = call.body.data.customerOrderNumber;
    const mismatch = keyMismatches([[customerOrderNumber, sent, ['data', 'customerOrderNumber']]]);
    requireNone(await brokenRules(deps, input, mismatch));
    requireNone(await masterDataViolations(deps.db, input));
    const { facts, document } = input;
    return orderReply(deps, 200, await commandOn(deps, call, order, { type: 'update', facts }, { document }));
  });
