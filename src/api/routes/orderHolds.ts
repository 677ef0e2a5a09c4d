import { dataOf } from '../../contract/common/list';
import { startOf } from '../../contract/common/instants';
import { HoldRequest } from '../../contract/umg/operations';
import { SalesOrder } from '../../contract/umg/salesOrder';
import { commandOn } from '../commands';
import type { ApiDeps } from '../deps';
import { followUp } from '../followUp';
import { orderReply } from '../orderAnswer';
import { HoldPath, OrderPath } from '../params';
import { FOLLOW_UP } from '../responseHeaders';
import { route, type Route } from '../route';
import { bearerOf, requireOrder } from '../tenant';

const PATH = '/business_units/{businessUnitId}/sales_orders/{customerOrderNumber}';
const shared = {
  tag: 'Sales orders',
  access: { scope: 'orders:write' },
  problems: [404],
  ifMatch: true,
  responses: { 200: dataOf(SalesOrder) },
  sends: { 200: ['ETag'] },
} as const;

/** Hold an order before its release, let go of a hold, and release by hand. */
export const holdRoutes = (deps: ApiDeps): Route[] => [
  route({
    ...shared,
    method: 'post',
    path: `${PATH}/holds`,
    id: 'holdSalesOrder',
    summary: 'Put a hold on an order',
    params: OrderPath,
    body: dataOf(HoldRequest),
  })(async (call) => {
    const { code, until, note } = call.body.data;
    const order = await requireOrder(deps, bearerOf(call), call.params);
    const held = await commandOn(deps, call, order, { type: 'hold', code, until: startOf(until) }, { note });
    return orderReply(deps, 200, held);
  }),
  route({
    ...shared,
    method: 'delete',
    path: `${PATH}/holds/{code}`,
    id: 'releaseHold',
    summary: 'Lift a hold',
    params: HoldPath,
  })(async (call) => {
    const order = await requireOrder(deps, bearerOf(call), call.params);
    const command = { type: 'release_hold', code: call.params.code } as const;
    return orderReply(deps, 200, await commandOn(deps, call, order, command));
  }),
  route({
    ...shared,
    method: 'post',
    path: `${PATH}/release`,
    id: 'releaseSalesOrder',
    summary: 'Release to the warehouse without a quote; also drops again after the warehouse rejected',
    params: OrderPath,
    responses: { 202: dataOf(SalesOrder) },
    sends: { 202: ['ETag', ...FOLLOW_UP] },
  })(async (call) => {
    const order = await requireOrder(deps, bearerOf(call), call.params);
    const released = await commandOn(deps, call, order, { type: 'release' });
    return orderReply(deps, 202, released, followUp(released));
  }),
];
