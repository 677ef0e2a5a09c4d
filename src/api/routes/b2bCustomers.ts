import type { z } from 'zod';
import { listOf } from '../../contract/common/list';
import { B2bCustomer } from '../../contract/umg/operations';
import { CustomerListQuery } from '../../contract/umg/queries';
import { listB2bCustomers } from '../../store/b2bCustomers';
import type { ApiDeps } from '../deps';
import { offsetReply, requireShallow } from '../paging';
import { UnitPath } from '../params';
import { route, type Route } from '../route';
import { bearerOf, requireUnit } from '../tenant';

/** `GET /business_units/{businessUnitId}/b2b_customers` */
export const customersRoute = (deps: ApiDeps): Route =>
  route({
    method: 'get',
    path: '/business_units/{businessUnitId}/b2b_customers',
    id: 'listB2bCustomers',
    summary: 'Customers of a b2b unit; a b2c unit has none',
    tag: 'Business units',
    access: { scope: 'orders:read' },
    params: UnitPath,
    query: CustomerListQuery,
    responses: { 200: listOf(B2bCustomer) },
    sends: { 200: ['Link?'] },
    problems: [404],
  })(async (call) => {
    const unit = await requireUnit(deps, bearerOf(call), call.params.businessUnitId);
    const { name, ...place } = call.query;
    requireShallow(place.offset);
    const page = await listB2bCustomers(deps.db, unit.id, { name }, place);
    return offsetReply(call.url, page, place, ({ businessUnitId: _unit, defaultCarrierId, ...customer }) => ({
      ...(customer as z.input<typeof B2bCustomer>),
      defaultCarrierId: defaultCarrierId ?? undefined,
    }));
  });
