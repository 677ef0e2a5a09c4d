import { Problem } from '../platform/problem';
import { recentUnit, type BusinessUnit } from '../store/businessUnits';
import type { OrderRow } from '../store/orders/read';
import { findBySalesOrderNumber, findOrder, listOrders } from '../store/orders/read';
import { isWithin } from '../store/scope';
import type { CallContext } from './callContext';
import type { ApiDeps } from './deps';
import type { Principal } from './scopes';

/** The bearer; routes for anyone have none. */
export function bearerOf({ principal }: CallContext): Principal {
  if (!principal) throw new Problem('UNAUTHENTICATED');
  return principal;
}

/** @throws Problem 404 for a business unit that is unknown, another tenant's, or outside the token's list */
export async function requireUnit(
  { db }: ApiDeps,
  principal: Principal,
  businessUnitId: string,
): Promise<BusinessUnit> {
  const unit = await recentUnit(db, businessUnitId);
  if (!unit || !isWithin(principal, { orgId: unit.orgId, businessUnitId }))
    throw new Problem('BUSINESS_UNIT_NOT_FOUND');
  return unit;
}

/** @throws Problem 404 for another organization than the bearer's */
export function requireOrganization(principal: Principal, orgId: string): void {
  if (principal.orgId !== orgId) throw new Problem('ORGANIZATION_NOT_FOUND');
}

/** One order by its natural key. @throws Problem 404 for an unknown or foreign unit, or an unknown order */
export async function requireOrder(deps: ApiDeps, principal: Principal, key: OrderPathParams): Promise<OrderRow> {
  const { businessUnitId, customerOrderNumber: orderNumber } = key;
  const order = await findOrder(deps.db, { businessUnitId, orderNumber }, principal);
  if (order) return order;
  await requireUnit(deps, principal, businessUnitId);
  throw new Problem('ORDER_NOT_FOUND');
}

export interface OrderPathParams {
  businessUnitId: string;
  customerOrderNumber: string;
}

/**
 * One order as the TMS calls name it: by our number, else by the client's where that is unique in the organization.
 * @throws Problem 404 for a foreign organization or an unknown order
 */
export async function requireOrderOfOrg(
  { db }: ApiDeps,
  principal: Principal,
  { orgId, salesOrderNumber }: { orgId: string; salesOrderNumber: string },
): Promise<OrderRow> {
  requireOrganization(principal, orgId);
  const ours = await findBySalesOrderNumber(db, principal, salesOrderNumber);
  if (ours) return ours;
  const { rows } = await listOrders(db, principal, { customerOrderNumber: salesOrderNumber }, { limit: 2 });
  const [only, other] = rows;
  if (!only || other) throw new Problem('ORDER_NOT_FOUND');
  return only;
}
