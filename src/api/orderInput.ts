import { orderDigest } from '../contract/umg/digest';
import { withoutReadOnly } from '../contract/umg/renderOrder';
import { orderRules } from '../contract/umg/rules';
import type { SalesOrderRequest } from '../contract/umg/salesOrderRequest';
import { toFacts } from '../contract/umg/toFacts';
import type { Violation } from '../contract/common/problem';
import { masterDataFor, violationsOf } from '../intake/checkOrders';
import type { NewOrder } from '../intake/types';
import { buildingsOf } from '../store/buildings';
import type { BusinessUnit } from '../store/businessUnits';
import type { ApiDeps } from './deps';

/** An order as the intake takes it; without a word from the client it goes to the unit's first building. */
export async function newOrderOf({ db }: ApiDeps, unit: BusinessUnit, request: SalesOrderRequest): Promise<NewOrder> {
  const document = withoutReadOnly(request);
  const asked = document.requestedBuildingId;
  const [first] = asked === undefined ? await buildingsOf(db, unit.id) : [];
  return {
    orgId: unit.orgId,
    businessUnitId: unit.id,
    orderNumber: document.customerOrderNumber,
    document,
    facts: toFacts(document, { type: unit.type, defaultBuildingId: first?.buildingId ?? null }),
    digest: orderDigest(document),
  };
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
