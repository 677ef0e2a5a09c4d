import { endOf, startOf } from '../../contract/common/instants';
import { listOf } from '../../contract/common/list';
import { OrderListQuery } from '../../contract/umg/queries';
import { SalesOrder } from '../../contract/umg/salesOrder';
import { listOrders } from '../../store/orders/read';
import type { ApiDeps } from '../deps';
import { renderOrders } from '../orderAnswer';
import { listReply, placeOf } from '../paging';
import { UnitPath } from '../params';
import { route, type Route } from '../route';
import { bearerOf, requireUnit } from '../tenant';

/** `GET /business_units/{businessUnitId}/sales_orders` */
export const listRoute = (deps: ApiDeps): Route =>
  route({
    method: 'get',
    path: '/business_units/{businessUnitId}/sales_orders',
    id: 'listSalesOrders',
    summary: 'List sales orders, newest first; with `updatedSince` in the order of change',
    tag: 'Sales orders',
    access: { scope: 'orders:read' },
    params: UnitPath,
    query: OrderListQuery,
    responses: { 200: listOf(SalesOrder) },
    sends: { 200: ['Link?'] },
    problems: [404],
  })(async (call) => {
    const { businessUnitId } = call.params;
    const unit = await requireUnit(deps, bearerOf(call), businessUnitId);
    const { limit: _limit, offset: _offset, cursor: _cursor, ...asked } = call.query;
    const filter = {
      ...asked,
      createdFrom: startOf(asked.createdFrom) ?? undefined,
      createdTo: endOf(asked.createdTo) ?? undefined,
      updatedSince: startOf(asked.updatedSince) ?? undefined,
    };
    const sign = { filter: { list: 'orders', businessUnitId, ...filter }, secret: deps.config.tokenSecret };
    const place = placeOf(call.query, sign);
    const scope = { orgId: unit.orgId, businessUnitIds: [businessUnitId] };
    const page = await listOrders(deps.db, scope, filter, place);
    const rows = await renderOrders(deps, page.rows);
    return listReply(call.url, { ...page, rows }, place, sign, (order) => order);
  });
