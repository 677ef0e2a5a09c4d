import { BlockAssignmentRequest } from '../../contract/kibo/assignment';
import { BaseResponse, namesOf } from '../../contract/kibo/common';
import { newSkuOf } from '../../domain/stock';
import { markAssignment } from '../../intake/stock/assignment';
import type { ApiDeps } from '../deps';
import { route, type Route } from '../route';
import { MOVE, spec, tenantOf } from './call';
import { locationsOf } from './records';

/** Products that no order is to be assigned to for a while. */
export const assignmentRoute = (deps: ApiDeps): Route =>
  route({
    ...spec(MOVE, {
      method: 'post',
      path: '/v5/inventory/blockAssignment',
      id: 'blockAssignment',
      summary: 'Take products out of assignment, or put them back: `ALL` and `PARTIAL` do not find blocked ones',
    }),
    body: BlockAssignmentRequest,
    responses: { 200: BaseResponse },
    problems: [404],
  })(async (call) => {
    const { locationCode, items } = call.body;
    const tenant = await tenantOf(deps, call);
    const buildings = await locationsOf(deps, tenant, { whitelist: locationCode ? [locationCode] : null });
    const changes = items.map((item) => ({ names: namesOf(item), blocked: item.blockAssignment }));
    const buildingIds = buildings.map(({ buildingId }) => buildingId);
    const unknown = await markAssignment(deps.db, tenant.unit.id, buildingIds, changes);
    const messages = unknown.map(
      (at) => `item[${at}] ${newSkuOf(changes[at]?.names ?? {})}: unknown_product, no record of it at this location`,
    );
    const numResults = items.length - unknown.length;
    return { status: 200, body: { success: numResults > 0, messages, numResults } };
  });
