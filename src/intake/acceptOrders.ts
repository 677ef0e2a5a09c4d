import { randomUUID } from 'node:crypto';
import { createOrder, policyOf, rowFacts, type OrderKey, type PolicyDurations } from '../domain/order';
import type { Violation } from '../platform/problem';
import type { Database } from '../store/database';
import { finishIdempotent } from '../store/idempotency';
import { insertOrders, reserveSalesOrderNumbers, type InsertedOrders, type NewOrderRow } from '../store/orders/insert';
import { findOrders } from '../store/orders/read';
import { masterDataFor, violationsOf, type MasterData } from './checkOrders';
import { againstExisting, isReplay, type StandingOrder } from './existing';
import type { AcceptDeps } from './deps';
import type { AcceptedOrder, NewOrder } from './types';

/** An order that was checked: a row to insert, or why not. */
interface Checked {
  order: NewOrder;
  errors: Violation[];
  row: NewOrderRow | null;
}

const UNKNOWN_UNIT: Violation = {
  code: 'BUSINESS_UNIT_NOT_FOUND',
  message: 'The business unit is not known.',
  field: 'businessUnitId',
  pointer: '#/businessUnitId',
};

const nameOf = ({ businessUnitId, orderNumber }: OrderKey): string => JSON.stringify([businessUnitId, orderNumber]);

/**
 * Accepts orders: single creates, rows of a bulk file, batches. What is `created` is committed, each number once for
 * ever, whoever else sends it at the same moment; one statement, for one order or a thousand. Workflows are started
 * afterwards, behind the answer.
 *
 * @returns one result per order, in the order given
 */
export async function acceptOrders(deps: AcceptDeps, orders: readonly NewOrder[]): Promise<AcceptedOrder[]> {
  if (orders.length === 0) return [];
  const { db, policy } = deps;
  const [masterData, numbers] = await Promise.all([
    masterDataFor(db, orders),
    reserveSalesOrderNumbers(db, orders.length),
  ]);
  const checked = await Promise.all(
    orders.map(async (order, at): Promise<Checked> => {
      const data = masterData.get(order.businessUnitId);
      if (data?.unit.orgId !== order.orgId) return { order, errors: [UNKNOWN_UNIT], row: null };
      const errors = await violationsOf(db, order, data);
      return { order, errors, row: errors.length > 0 ? null : toRow(order, numbers[at] ?? '', data, policy) };
    }),
  );

  const { inserted, existing } = await insert(db, checked);
  // What breaks a rule now may be a replay of an order that was accepted before the master data changed.
  const others = await findOrders(
    db,
    checked.filter(({ row }) => !row).map(({ order }) => order),
  );
  const ours = new Map(inserted.map((stored) => [stored.salesOrderNumber, stored.orderId]));
  const standing = new Map<string, StandingOrder>([
    ...existing.map((stored) => [nameOf(stored.key), stored] as const),
    ...others.map((stored) => [nameOf(stored), stored] as const),
  ]);

  const created = checked.flatMap(({ row }) => {
    const orderId = row && ours.get(row.state.salesOrderNumber);
    return row && orderId ? [{ orderId, key: row.state.key, state: row.state }] : [];
  });
  deps.starter?.start(created);

  return checked.map(({ order, row, errors }): AcceptedOrder => {
    const { orderNumber } = order;
    const salesOrderNumber = row?.state.salesOrderNumber ?? '';
    const orderId = ours.get(salesOrderNumber);
    if (orderId !== undefined) return { orderNumber, outcome: 'created', orderId, salesOrderNumber };
    const taken = standing.get(nameOf(order));
    return taken ? againstExisting(order, taken) : { orderNumber, outcome: 'invalid', errors };
  });
}

/** One statement; in a transaction only where an idempotency key has to be kept with it. */
async function insert(db: Database, checked: readonly Checked[]): Promise<InsertedOrders> {
  const rows = checked.flatMap(({ row }) => row ?? []);
  const keyed = checked.filter(({ order, row }) => row && order.idempotency);
  if (keyed.length === 0) return insertOrders(db, rows);
  return db.transaction(async (tx) => {
    const result = await insertOrders(tx, rows);
    for (const { order, row } of keyed) {
      const isOurs = result.inserted.some(({ salesOrderNumber }) => salesOrderNumber === row?.state.salesOrderNumber);
      const other = result.existing.find(({ key }) => nameOf(key) === nameOf(order));
      const status = isOurs ? 201 : other && isReplay(order, other) ? 200 : null;
      if (status === null || !order.idempotency) continue;
      await finishIdempotent(tx, order.idempotency, { status, body: null, resource: resourceOf(order) });
    }
    return result;
  });
}

/** Path of an order in the API: from there the answer to a repeat is rendered. */
const resourceOf = ({ businessUnitId, orderNumber }: OrderKey): string =>
  `/business_units/${encodeURIComponent(businessUnitId)}/sales_orders/${encodeURIComponent(orderNumber)}`;

function toRow(
  order: NewOrder,
  salesOrderNumber: string,
  { unit }: MasterData,
  durations: PolicyDurations,
): NewOrderRow {
  const { orgId, businessUnitId, orderNumber, document, digest, facts, parent } = order;
  const policy = policyOf(facts.channel, unit.settings, durations);
  const { state, event } = createOrder({
    key: { businessUnitId, orderNumber },
    salesOrderNumber,
    facts,
    policy,
    at: new Date().toISOString(),
    cause: order.cause ?? `create/${randomUUID()}`,
    actor: order.actor ?? 'client',
    parent,
  });
  return { orgId, document, digest, state, event, row: rowFacts(state, policy) };
}
