import { orderContent } from '../contract/umg/orderContent';
import { orderRules } from '../contract/umg/rules';
import type { SalesOrderRequest } from '../contract/umg/salesOrderRequest';
import type { Violation } from '../contract/common/problem';
import { masterDataFor, violationsOf } from '../intake/checkOrders';
import { orderingUnit } from '../intake/orderingUnit';
import type { NewOrder } from '../intake/types';
import type { BusinessUnit } from '../store/businessUnits';
import type { ApiDeps } from './deps';

/** An order as the intake takes it; what the client does not say, the unit's settings do. */
export async function newOrderOf({ db }: ApiDeps, unit: BusinessUnit, request: SalesOrderRequest): Promise<NewOrder> {
  const content = orderContent(request, await orderingUnit(db, unit));
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
