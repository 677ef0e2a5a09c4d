import { z } from 'zod';
import { Problem } from '../../platform/problem';
import { findByCompanyNo, listBusinessUnits, recentUnit, type BusinessUnit } from '../../store/businessUnits';
import type { CallContext } from '../callContext';
import type { ApiDeps } from '../deps';
import type { RouteSpec } from '../route';
import type { Scope } from '../scopes';
import { bearerOf } from '../tenant';
import { BASE } from './dialect';

/** A list of 12,000 items with every member. */
const BODY_LIMIT_BYTES = 20_000_000;

/** What all calls share: a token's scope, and query parameters beyond the known ones, which the vendor's client adds. */
export const spec = <S extends Pick<RouteSpec, 'method' | 'path' | 'id' | 'summary'>>(scope: Scope, own: S) => ({
  query: z.looseObject({}),
  bodyLimitBytes: BODY_LIMIT_BYTES,
  ...own,
  path: `${BASE}${own.path}`,
  tag: 'Kibo inventory',
  access: { scope },
});

export const READ: Scope = 'inventory:read';
export const MOVE: Scope = 'inventory:move';

/** The vendor's tenant is one business unit of ours. */
export interface Tenant {
  unit: BusinessUnit;
  tenantID: number;
}

const numberOf = ({ companyNo }: BusinessUnit): number => (/^\d{1,15}$/.test(companyNo) ? Number(companyNo) : 0);

/**
 * The business unit a call is about: the one whose company number `x-vol-tenant` names, else the first that the token may
 * see.
 *
 * @throws Problem 404 where it may see none
 */
export async function tenantOf({ db }: Pick<ApiDeps, 'db'>, call: CallContext): Promise<Tenant> {
  const principal = bearerOf(call);
  const name = `units/${JSON.stringify([principal.orgId, principal.businessUnitIds])}`;
  const units = (await db.recent.get(name, () => listBusinessUnits(db, principal))) ?? [];
  const known = units.find(({ companyNo }) => companyNo === call.volTenant);
  const named = known ?? (call.volTenant ? await findByCompanyNo(db, principal, call.volTenant) : null);
  const unit = named ?? units[0];
  if (!unit) throw new Problem('BUSINESS_UNIT_NOT_FOUND');
  return { unit, tenantID: numberOf(unit) };
}

/** The tenant that a record of ours belongs to. @throws Problem 404 */
export async function tenantOfUnit({ db }: Pick<ApiDeps, 'db'>, businessUnitId: string): Promise<Tenant> {
  const unit = await recentUnit(db, businessUnitId);
  if (!unit) throw new Problem('BUSINESS_UNIT_NOT_FOUND');
  return { unit, tenantID: numberOf(unit) };
}
