import type { z } from 'zod';
import { digestOf } from '../../contract/common/digest';
import { dataOf, listOf } from '../../contract/common/list';
import {
  BusinessUnit,
  BusinessUnitListQuery,
  BusinessUnitRequest,
  BusinessUnitUpdate,
  detailsOf,
  toBroker,
} from '../../contract/umg/master/businessUnit';
import { findShownUnit, makeUnit, updateUnit, type ShownUnit } from '../../intake/master/units';
import { Problem } from '../../platform/problem';
import { brokersOf } from '../../store/master/brokers';
import { listUnits } from '../../store/master/units';
import type { ApiDeps } from '../deps';
import { offsetReply, requireShallow } from '../paging';
import { UnitPath } from '../params';
import { requireSameKeys } from '../requireRules';
import { route, type Route } from '../route';
import type { Principal } from '../scopes';
import { bearerOf } from '../tenant';
import { renderBroker } from './brokers';
import { createdReply } from './created';

const tag = 'Business units';
const LIST = '/business_units';
const ONE = `${LIST}/{businessUnitId}`;

const render = ({ unit, brokers }: ShownUnit): z.input<typeof BusinessUnit> => ({
  ...unit.details,
  businessUnitId: unit.id,
  name: unit.name,
  type: unit.type,
  companyNo: unit.companyNo,
  brokerAccount: brokers.map(renderBroker),
  createdAt: unit.createdAt,
  updatedAt: unit.updatedAt,
});

/** @throws Problem 403 for a token that is for some units only: a new one would not be among them */
function requireAllUnits({ businessUnitIds }: Principal): void {
  if (businessUnitIds === null) return;
  throw new Problem('FORBIDDEN', 'A token for some business units cannot make others.');
}

const listRoute = (deps: ApiDeps): Route =>
  route({
    method: 'get',
    path: LIST,
    id: 'listBusinessUnits',
    summary: 'Business units that the token may see',
    tag,
    access: { scope: 'master:read' },
    query: BusinessUnitListQuery,
    responses: { 200: listOf(BusinessUnit) },
    sends: { 200: ['Link?'] },
  })(async (call) => {
    const { name, type, ...place } = call.query;
    requireShallow(place.offset);
    const page = await listUnits(deps.db, bearerOf(call), { name, type }, place);
    const brokers = await brokersOf(
      deps.db,
      page.rows.map(({ id }) => id),
    );
    return offsetReply(call.url, page, place, (unit) => render({ unit, brokers: brokers.get(unit.id) ?? [] }));
  });

const createRoute = (deps: ApiDeps): Route =>
  route({
    method: 'post',
    path: LIST,
    id: 'createBusinessUnit',
    summary: 'Create a business unit; the same again answers 200',
    tag,
    access: { scope: 'master:write' },
    body: dataOf(BusinessUnitRequest),
    responses: { 200: dataOf(BusinessUnit), 201: dataOf(BusinessUnit) },
    sends: { 200: ['Idempotent-Replayed'], 201: ['Location'] },
  })(async (call) => {
    const { data } = call.body;
    const principal = bearerOf(call);
    requireAllUnits(principal);
    const { businessUnitId: id, name, type, companyNo = id, brokerAccount = [] } = data;
    const digest = digestOf(data);
    const unit = { id, orgId: principal.orgId, name, type, companyNo, settings: {}, details: detailsOf(data), digest };
    const made = await makeUnit(deps.db, unit, brokerAccount.map(toBroker), Boolean(call.idempotency?.replayed));
    return createdReply(call, render(made), { isNew: made.created, href: `${LIST}/${encodeURIComponent(id)}` });
  });

const detailRoute = (deps: ApiDeps): Route =>
  route({
    method: 'get',
    path: ONE,
    id: 'getBusinessUnit',
    summary: 'One business unit',
    tag,
    access: { scope: 'master:read' },
    params: UnitPath,
    responses: { 200: dataOf(BusinessUnit) },
    problems: [404],
  })(async (call) => {
    const found = await findShownUnit(deps.db, bearerOf(call), call.params.businessUnitId);
    return { status: 200, body: { data: render(found) } };
  });

const updateRoute = (deps: ApiDeps): Route =>
  route({
    method: 'put',
    path: ONE,
    id: 'updateBusinessUnit',
    summary: 'Change what is named of a business unit; `brokerAccount` replaces all its accounts',
    tag,
    access: { scope: 'master:write' },
    params: UnitPath,
    body: dataOf(BusinessUnitUpdate),
    responses: { 200: dataOf(BusinessUnit) },
    problems: [404],
  })(async (call) => {
    const { businessUnitId } = call.params;
    const { data } = call.body;
    const { name, type, companyNo, brokerAccount } = data;
    const principal = bearerOf(call);
    await findShownUnit(deps.db, principal, businessUnitId);
    requireSameKeys([[businessUnitId, data.businessUnitId, ['data', 'businessUnitId']]]);
    const change = { name, type, companyNo, details: detailsOf(data), brokers: brokerAccount?.map(toBroker) };
    return { status: 200, body: { data: render(await updateUnit(deps.db, principal, businessUnitId, change)) } };
  });

/** The business units themselves. */
export const unitRoutes = (deps: ApiDeps): Route[] => [
  listRoute(deps),
  createRoute(deps),
  detailRoute(deps),
  updateRoute(deps),
];
