import type { z } from 'zod';
import { dataOf, listOf } from '../../contract/common/list';
import { Empty } from '../../contract/umg/confirmations';
import { Building, BuildingListQuery } from '../../contract/umg/master/building';
import { inboundPath } from '../../contract/umg/inboundKinds';
import { addBuilding, removeBuilding } from '../../intake/master/buildings';
import { requireUnitRecord } from '../../intake/master/units';
import type { Building as BuildingRecord } from '../../store/buildings';
import { listUnitBuildings } from '../../store/master/unitBuildings';
import type { ApiDeps } from '../deps';
import { offsetReply, requireShallow } from '../paging';
import { UnitBuildingPath, UnitPath } from '../params';
import { route, type Route } from '../route';
import { bearerOf } from '../tenant';

const LIST = '/business_units/{businessUnitId}/buildings';
const one = {
  path: `${LIST}/{buildingId}`,
  tag: 'Business units',
  access: { scope: 'master:write' },
  params: UnitBuildingPath,
  problems: [404],
} as const;

const render = ({ buildingId, name, address, active, timeZone }: BuildingRecord): z.input<typeof Building> => ({
  buildingId,
  name,
  address,
  isActive: active ? 'Y' : 'N',
  timeZone,
});

/** The buildings that serve a unit. */
export const buildingRoutes = (deps: ApiDeps): Route[] => [
  route({
    method: 'get',
    path: LIST,
    id: 'listBuildings',
    summary: 'Buildings that serve a business unit',
    tag: one.tag,
    access: { scope: 'master:read' },
    params: UnitPath,
    query: BuildingListQuery,
    responses: { 200: listOf(Building) },
    sends: { 200: ['Link?'] },
    problems: [404],
  })(async (call) => {
    const { id } = await requireUnitRecord(deps.db, bearerOf(call), call.params.businessUnitId);
    requireShallow(call.query.offset);
    return offsetReply(call.url, await listUnitBuildings(deps.db, id, call.query), call.query, render);
  }),
  route({
    ...one,
    method: 'put',
    id: 'associateBuilding',
    summary: 'Let a building of the organization serve a business unit',
    responses: { 200: dataOf(Building) },
  })(async (call) => {
    const { businessUnitId, buildingId } = call.params;
    const building = await addBuilding(deps.db, bearerOf(call), businessUnitId, buildingId);
    return { status: 200, body: { data: render(building) } };
  }),
  route({
    ...one,
    method: 'delete',
    id: 'removeBuilding',
    summary: 'End that; 409 with counts and links while open work or stock is there',
    responses: { 200: Empty },
  })(async (call) => {
    const { businessUnitId, buildingId } = call.params;
    await removeBuilding(deps.db, bearerOf(call), businessUnitId, buildingId, { inbound: inboundPath });
    return { status: 200, body: {} };
  }),
];
