import { CODES, faultOf, type Fault, type Place } from '../../contract/dcl/faults';
import { MAX_ORDERS, PostedOrder } from '../../contract/dcl/order';
import { CLIENT_HOLD, isRush, startsHeld, toDocument } from '../../contract/dcl/toDocument';
import { orderDigest } from '../../contract/umg/digest';
import { toFacts } from '../../contract/umg/toFacts';
import { orderingUnit } from '../../intake/orderingUnit';
import type { NewOrder } from '../../intake/types';
import { findBuilding } from '../../store/buildings';
import type { BusinessUnit } from '../../store/businessUnits';
import type { ApiDeps } from '../deps';
import type { Principal } from '../scopes';
import { refused } from './dialect';
import { isObject, requireObject, type Accounts } from './reading';

/** A batch as far as it is one: its orders are still to be read. */
export interface OpenedBatch {
  allowPartial: boolean;
  location: string | undefined;
  orders: readonly unknown[];
}

/** An order of a batch: as the intake takes it, or what is wrong with it by itself. */
export type ReadOrder = { place: Place } & ({ fault: Fault } | { order: NewOrder; rush: boolean });

/** @throws Problem 400 for a fault of the batch as a whole */
export async function openBatch({ db }: ApiDeps, principal: Principal, body: unknown): Promise<OpenedBatch> {
  const { allow_partial: allowPartial, location, orders } = requireObject(body);
  const fault = (code: number, field: string, says: string) => refused({ code, field, says });
  if (allowPartial === undefined || allowPartial === null) throw fault(CODES.missing, 'allow_partial', 'is required');
  if (typeof allowPartial !== 'boolean') throw fault(CODES.outOfRange, 'allow_partial', 'must be true or false');
  if (!Array.isArray(orders) || orders.length === 0 || orders.length > MAX_ORDERS) {
    throw fault(CODES.orderCount, 'orders', `must hold 1 to ${MAX_ORDERS} orders`);
  }
  if (location === undefined || location === null || location === '')
    return { allowPartial, location: undefined, orders };
  const known = typeof location === 'string' && (await findBuilding(db, principal.orgId, location));
  if (!known) throw fault(CODES.location, 'location', 'is not known');
  return { allowPartial, location: known.buildingId, orders };
}

/** Reads the orders of a batch in their order; unless partial acceptance is allowed, up to the first that is wrong. */
export async function readOrders(
  { db }: ApiDeps,
  accounts: Accounts,
  { allowPartial, location, orders }: OpenedBatch,
  cause: string,
): Promise<ReadOrder[]> {
  const seen = new Set<string>();
  const read: ReadOrder[] = [];
  for (const [index, posted] of orders.entries()) {
    const place = { index, orderNumber: numberOf(posted) };
    const one = readOne(posted, accounts, seen);
    if ('fault' in one) {
      read.push({ place, fault: one.fault });
      if (!allowPartial) break;
      continue;
    }
    seen.add(keyOf(one.order));
    const order = await newOrder(db, one.unit, one.order, { location, cause });
    read.push({ place, order, rush: isRush(one.order) });
  }
  return read;
}

const keyOf = (order: PostedOrder): string => JSON.stringify([order.account_number, order.order_number]);

/** As it was sent, for the answer; no longer than a number may be. */
const numberOf = (posted: unknown): string =>
  isObject(posted) && typeof posted.order_number === 'string' ? posted.order_number.slice(0, 100) : '';

/** An order with the unit of its account, or what is wrong with it before anybody looks at the store. */
function readOne(
  posted: unknown,
  accounts: Accounts,
  seen: ReadonlySet<string>,
): { fault: Fault } | { order: PostedOrder; unit: BusinessUnit } {
  const { data: order, error } = PostedOrder.safeParse(posted);
  if (!order) return { fault: faultOf(error) };
  const unit = accounts.units.get(order.account_number);
  if (!unit) return { fault: { code: CODES.account, field: 'account_number', says: 'is not known' } };
  if (seen.has(keyOf(order))) {
    return { fault: { code: CODES.duplicate, field: 'order_number', says: 'is in the batch twice' } };
  }
  const fault = shippingFault(order, unit);
  return fault ? { fault } : { order, unit };
}

/** A unit may list its freight accounts, carriers and services; without a list any is taken. */
function shippingFault(order: PostedOrder, { settings }: BusinessUnit): Fault | null {
  const { dclFreightAccounts: payers, dclCarriers: carriers } = settings;
  const unknown = (field: string): Fault => ({ code: CODES.shipping, field, says: 'is not set up for the account' });
  if (payers && !payers.includes(order.freight_account)) return unknown('freight_account');
  if (!carriers) return null;
  const services = Object.hasOwn(carriers, order.shipping_carrier) ? carriers[order.shipping_carrier] : undefined;
  if (!services) return unknown('shipping_carrier');
  return services.includes(order.shipping_service) ? null : unknown('shipping_service');
}

async function newOrder(
  db: ApiDeps['db'],
  unit: BusinessUnit,
  posted: PostedOrder,
  { location, cause }: { location: string | undefined; cause: string },
): Promise<NewOrder> {
  const document = toDocument(posted, location);
  return {
    orgId: unit.orgId,
    businessUnitId: unit.id,
    orderNumber: posted.order_number,
    document,
    facts: toFacts(document, await orderingUnit(db, unit)),
    digest: orderDigest(document),
    holds: startsHeld(posted) ? [CLIENT_HOLD] : [],
    cause,
  };
}
