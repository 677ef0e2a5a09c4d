import type { z } from 'zod';
import type { Bin } from '../../contract/kibo/bins';
import { Problem } from '../../platform/problem';
import { recentFirstBuilding } from '../../store/buildings';
import type { Bin as StoredBin } from '../../store/stock/bins';
import type { ApiDeps } from '../deps';
import type { Tenant } from './call';
import { locationsOf } from './records';

/** A bin on the wire. */
export const renderBin = ({ id, buildingId, name, typeId, statusId, auditId }: StoredBin): z.input<typeof Bin> => ({
  binID: id,
  locationCode: buildingId,
  name,
  binTypeID: typeId,
  binStatusID: statusId,
  frozen: auditId !== null,
});

/** @throws Problem 404 for a location that does not serve the business unit; without a code the first that does */
export async function placeOf(deps: ApiDeps, tenant: Tenant, code: string | null | undefined): Promise<string> {
  const first = code ? null : await recentFirstBuilding(deps.db, tenant.unit.id);
  const [place] = code ? await locationsOf(deps, tenant, { whitelist: [code] }) : [first];
  if (!place) throw new Problem('NOT_FOUND', 'The location is not known.');
  return place.buildingId;
}
