import { randomUUID } from 'node:crypto';
import { createOrder, policyOf, rowFacts, type OrderKey, type PolicyDurations } from '../domain/order';
import type { Violation } from '../platform/problem';
import type { Database, Queries } from '../store/database';
import { finishIdempotent } from '../store/idempotency';
import {
  insertOrders,
  reserveSalesOrderNumbers,
  type InsertedOrders,
  type NewOrderRow,
  type StoredOrder,
} from '../store/orders/insert';
import { findOrders, type ShownOrder } from '../store/orders/read';
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
 * @param tx the transaction that a job page writes its orders and their rows' outcomes in
 * @returns one result per order, in the order given
 */
export async function acceptOrders(
  deps: AcceptDeps,
  orders: readonly NewOrder[],
  tx?: Queries,
): Promise<AcceptedOrder[]> {
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

  const { inserted, existing } = await (tx ? insertOrders(tx, rowsOf(checked)) : insert(db, checked));
  // What breaks a rule now may be a replay of an order that was accepted before the master data changed.
  const others = await findOrders(
    tx ?? db,
    checked.filter(({ row }) => !row).map(({ order }) => order),
  );
  const ours = new Map(inserted.map((stored) => [stored.salesOrderNumber, stored]));
  const standing = new Map<string, StandingOrder>([
    ...existing.map((stored) => [nameOf(stored.key), stored] as const),
    ...others.map((stored) => [nameOf(stored), stored] as const),
  ]);

  const created = checked.flatMap(({ row }) => {
    return row && ours.has(row.state.salesOrderNumber) ? [{ key: row.state.key, state: row.state }] : [];
  });
  deps.starter?.start(created);

  return checked.map(({ order, row, errors }): AcceptedOrder => {
    const { orderNumber } = order;
    const stored = row && ours.get(row.state.salesOrderNumber);
    if (row && stored) {
      const { orderId, salesOrderNumber } = stored;
      return { orderNumber, outcome: 'created', orderId, salesOrderNumber, created: shown(row, stored) };
    }
    const taken = standing.get(nameOf(order));
    return taken ? againstExisting(order, taken) : { orderNumber, outcome: 'invalid', errors };
  });
}

const shown = (
  { orgId, document, state }: NewOrderRow,
  { orderId, createdAt, updatedAt }: StoredOrder,
): ShownOrder => ({
  orderId,
  orgId,
  businessUnitId: state.key.businessUnitId,
  document,
  state,
  sequence: state.sequence,
  createdAt,
  updatedAt,
});

const rowsOf = (checked: readonly Checked[]): NewOrderRow[] => checked.flatMap(({ row }) => row ?? []);

/** One statement; in a transaction only where an idempotency key has to be kept with it. */
async function insert(db: Database, checked: readonly Checked[]): Promise<InsertedOrders> {
  const rows = rowsOf(checked);
  const keyed = checked.filter(({ order, row }) => row && order.idempotency);
  if (keyed.length === 0) return insertOrders(db, rows);
  return db.transaction(async (tx) => {
    const result = await insertOrders(tx, rows);
    const finished = keyed.flatMap(({ order, row }) => {
      const isOurs = result.inserted.some(({ salesOrderNumber }) => salesOrderNumber === row?.state.salesOrderNumber);
      const other = result.existing.find(({ key }) => nameOf(key) === nameOf(order));
      const status = isOurs ? 201 : other && isReplay(order, other) ? 200 : null;
      if (status === null || !order.idempotency) return [];
      return [{ ...order.idempotency, answer: { status, body: null, resource: resourceOf(order) } }];
    });
    await finishIdempotent(tx, finished);
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
  const { orgId, businessUnitId, orderNumber, document, digest, facts, parent, holds, importJobId, awaitsOpening } =
    order;
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
    holds,
  });
  return { orgId, document, digest, state, event, row: rowFacts(state, policy), importJobId, awaitsOpening };
}
