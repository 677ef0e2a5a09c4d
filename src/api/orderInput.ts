import { orderContent } from '../contract/umg/orderContent';
import { orderRules } from '../contract/umg/rules';
import type { SalesOrderRequest } from '../contract/umg/salesOrderRequest';
import type { Violation } from '../contract/common/problem';
import { masterDataFor, violationsOf } from '../intake/checkOrders';
import type { NewOrder } from '../intake/types';
import { recentFirstBuilding } from '../store/buildings';
import type { BusinessUnit } from '../store/businessUnits';
import type { ApiDeps } from './deps';

/** An order as the intake takes it; without a word from the client it goes to the unit's first building. */
export async function newOrderOf({ db }: ApiDeps, unit: BusinessUnit, request: SalesOrderRequest): Promise<NewOrder> {
  const first = request.requestedBuildingId === undefined ? await recentFirstBuilding(db, unit.id) : null;
  const content = orderContent(request, { type: unit.type, defaultBuildingId: first?.buildingId ?? null });
  return { orgId: unit.orgId, businessUnitId: unit.id, ...content };
}

/** What is wrong with an order by its own rules; where anything is, what the master data says is added. */
export async function brokenRules(
  { db }: ApiDeps,
  order: NewOrder,
  also: readonly Violation[] = [],
): Promise<Violation[]> {
  const own = [...also, ...orderRules(order.document as SalesOrderRequest, ['data'])];
  return own.length === 0 ? [] : [...own, ...(await masterDataViolations(db, order))];
}

/** SKUs and building that the order's unit does not have. */
export async function masterDataViolations(db: ApiDeps['db'], order: NewOrder): Promise<Violation[]> {
  const data = (await masterDataFor(db, [order])).get(order.businessUnitId);
  return data ? violationsOf(db, order, data) : [];
}
