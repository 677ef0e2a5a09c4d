import { z } from 'zod';
import { required } from '../../contract/common/fields';
import { dataOf } from '../../contract/common/list';
import { PullQuery } from '../../contract/umg/queries';
import { SalesOrder } from '../../contract/umg/salesOrder';
import { findByCompanyNo } from '../../store/businessUnits';
import { findOrder, findUnacknowledged } from '../../store/orders/read';
import { Problem } from '../../platform/problem';
import type { ApiDeps } from '../deps';
import { renderOrders } from '../orderAnswer';
import { route, type Route } from '../route';
import { bearerOf } from '../tenant';

/** `GET /getSalesOrder/{company_no}/orders`: a warehouse that pulls its work instead of having it sent. */
export const pullRoute = (deps: ApiDeps): Route =>
  route({
    method: 'get',
    path: '/getSalesOrder/{company_no}/orders',
    id: 'pullSalesOrders',
    summary: 'Orders dropped to the warehouse and not acknowledged yet, oldest first; or one order in any state',
    tag: 'Warehouse',
    access: { scope: 'orders:read' },
    params: z.object({ company_no: required(60) }),
    query: PullQuery,
    responses: { 200: dataOf(z.array(SalesOrder)) },
    problems: [404],
  })(async (call) => {
    const principal = bearerOf(call);
    const unit = await findByCompanyNo(deps.db, principal, call.params.company_no);
    if (!unit) throw new Problem('BUSINESS_UNIT_NOT_FOUND');
    const { customerOrderNumber: orderNumber, limit } = call.query;
    const scope = { orgId: unit.orgId, businessUnitIds: [unit.id] };
    const one = orderNumber && (await findOrder(deps.db, { businessUnitId: unit.id, orderNumber }, scope));
    const orders = orderNumber ? (one ? [one] : []) : await findUnacknowledged(deps.db, scope, limit);
    return { status: 200, body: { data: await renderOrders(deps, orders) } };
  });
