import { z } from 'zod';
import { Location, LocationCodePath, renderLocation } from '../../contract/kibo/locations';
import { Problem } from '../../platform/problem';
import type { ApiDeps } from '../deps';
import { route, type Route } from '../route';
import { READ, spec, tenantOf } from './call';
import { locationsOf } from './records';

/** The buildings that serve the tenant. */
export const locationRoutes = (deps: ApiDeps): Route[] => [
  route({
    ...spec(READ, { method: 'get', path: '/v1/location', id: 'listLocations', summary: 'Locations' }),
    responses: { 200: z.array(Location) },
    problems: [404],
  })(async (call) => {
    const tenant = await tenantOf(deps, call);
    const buildings = await locationsOf(deps, tenant, {});
    return { status: 200, body: buildings.map((building) => renderLocation(building, tenant.tenantID)) };
  }),

  route({
    ...spec(READ, {
      method: 'get',
      path: '/v1/location/{locationCode}',
      id: 'getLocation',
      summary: 'A location, as a list of one',
    }),
    params: LocationCodePath,
    responses: { 200: z.array(Location) },
    problems: [404],
  })(async (call) => {
    const tenant = await tenantOf(deps, call);
    const buildings = await locationsOf(deps, tenant, { whitelist: [call.params.locationCode] });
    if (buildings.length === 0) throw new Problem('NOT_FOUND', 'The location is not known.');
    return { status: 200, body: buildings.map((building) => renderLocation(building, tenant.tenantID)) };
  }),
];
