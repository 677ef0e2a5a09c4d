import {
  createOrder,
  policyOf,
  rowFacts,
  type Callback,
  type Envelope,
  type OrderEvent,
  type OrderFacts,
  type OrderState,
  type RowFacts,
} from '../../../src/domain/order';
import { saveBusinessUnit } from '../../../src/store/businessUnits';
import { openDatabase, type Database } from '../../../src/store/database';
import type { InboxMessage } from '../../../src/store/inbox';
import { claimOrders, type ClaimedOrder } from '../../../src/store/orders/claim';
import { insertOrders, reserveSalesOrderNumbers, type NewOrderRow } from '../../../src/store/orders/insert';
import { saveOrganization } from '../../../src/store/organizations';
import { testDatabase } from '../../harness/database';

export const ORG = 'ORG1';
export const UNIT = 'BU01';
export const SCOPE = { orgId: ORG, businessUnitIds: [UNIT] };
export const AT = '2026-03-02T10:00:00.000Z';

const HOUR = 3_600_000;
const POLICY = policyOf(
  'b2c',
  {},
  {
    ackMs: HOUR,
    releaseMs: HOUR,
    bookingMs: HOUR,
    recallMs: HOUR,
    firstScanMs: HOUR,
    completionGraceMs: HOUR,
    bookingLookupMs: HOUR,
  },
);

const FACTS: OrderFacts = {
  buildingId: 'LDN1',
  channel: 'b2c',
  carrierCode: 'UPS',
  serviceCode: '1D',
  fillPolicy: '2',
  jobId: null,
  dates: {
    doNotShipBefore: null,
    orderDropDate: null,
    cancelAfter: null,
    cancelIfNotDeliveredBy: null,
    requestedShipDate: null,
  },
  lines: [{ lineNumber: '1', skuId: 'LP-0077', quantity: 2 }],
  addressSuspect: false,
};

/** A migrated database with one organization and one business unit; `close` removes it. */
export async function openTestDatabase(poolSize = 10): Promise<{ db: Database; url: string; close(): Promise<void> }> {
  const { url, drop } = await testDatabase();
  const db = openDatabase(url, poolSize);
  await saveOrganization(db, { orgId: ORG, name: 'Acme' });
  await saveBusinessUnit(db, {
    id: UNIT,
    orgId: ORG,
    companyNo: 'C1',
    name: 'Shop',
    type: 'b2c',
    settings: { autoReleaseToWms: 'Y' },
  });
  return { db, url, close: () => db.close().then(drop) };
}

export interface OrderOptions {
  at?: string;
  jobId?: string | null;
  businessUnitId?: string;
  orgId?: string;
  digest?: string;
}

/** A new order as the intake would store it. */
export function newOrder(orderNumber: string, salesOrderNumber: string, options: OrderOptions = {}): NewOrderRow {
  const { at = AT, jobId = null, businessUnitId = UNIT, orgId = ORG, digest = `digest of ${orderNumber}` } = options;
  const { state, event } = createOrder({
    key: { businessUnitId, orderNumber },
    salesOrderNumber,
    facts: { ...FACTS, jobId },
    policy: POLICY,
    at,
    cause: `create/${orderNumber}`,
    actor: 'client',
  });
  const document = { customerOrderNumber: orderNumber, shipTo: { name: 'Ada Byrne' } };
  return { orgId, document, digest, state, event, row: rowFacts(state, POLICY) };
}

/** Inserts orders of these numbers, in one statement. */
export async function seedOrders(db: Database, orderNumbers: readonly string[], options: OrderOptions = {}) {
  const numbers = await reserveSalesOrderNumbers(db, orderNumbers.length);
  const rows = orderNumbers.map((number, i) => newOrder(number, numbers[i] ?? '', options));
  return db.transaction((tx) => insertOrders(tx, rows));
}

/** Claims one order, as a workflow does. */
export async function claim(db: Database, orderNumber: string): Promise<ClaimedOrder> {
  const { claimed } = await claimOrders(db, [{ businessUnitId: UNIT, orderNumber }]);
  if (!claimed[0]) throw new Error(`${orderNumber} cannot be claimed.`);
  return claimed[0];
}

/** Claims an order as its workflow in this namespace does. */
export async function mark(db: Database, orderNumber: string, startedIn: string): Promise<void> {
  await claimOrders(db, [{ businessUnitId: UNIT, orderNumber }], { startedIn });
}

/** One event on a claimed order; `changes` is what it does to the state. */
export function eventOn(
  order: ClaimedOrder,
  cause: string,
  options: {
    type?: OrderEvent['type'];
    data?: Record<string, unknown>;
    state?: Partial<OrderState>;
    row?: Partial<RowFacts>;
  } = {},
) {
  const { type = 'held', data = {}, state: changes = {} } = options;
  const state = { ...order.state, ...changes, sequence: order.state.sequence + 1 };
  const event: OrderEvent = { type, at: AT, actor: 'ops', cause, message: 'Something happened.', data, change: {} };
  return {
    kind: 'event' as const,
    orderId: order.orderId,
    fence: order.fence,
    sequence: order.state.sequence,
    cause,
    event,
    state,
    row: { ...rowFacts(state, POLICY), ...options.row },
  };
}

/** A callback about an order, as the intake would keep it. */
export function callback(orderNumber: string, messageId: string, options: Partial<InboxMessage> = {}): InboxMessage {
  const envelope: Envelope<Callback> = {
    cause: `wms-1:${messageId}`,
    at: AT,
    actor: 'wms',
    message: { type: 'pick_started' },
  };
  return {
    source: 'wms-1',
    messageId,
    digest: `digest of ${messageId}`,
    orgId: ORG,
    key: { businessUnitId: UNIT, orderNumber },
    envelope,
    body: { type: 'pick_started' },
    expiresAt: '2126-01-01T00:00:00.000Z',
    ...options,
  };
}
