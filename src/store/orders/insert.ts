import type { Instant, OrderEvent, OrderKey, OrderState, OrderStatus, RowFacts } from '../../domain/order';
import { stockClaims } from '../../domain/stock';
import type { Queries } from '../database';
import { toInstant } from '../schema/columns';
import { onList, run } from '../statement';
import { BIND_NEW_ORDERS } from '../stock/orderClauses';

export interface NewOrderRow {
  orgId: string;
  /** The request as received. */
  document: Record<string, unknown>;
  /** Of the document: an identical request has the same. */
  digest: string;
  /** As `createOrder` made it: key, sales order number and parent are in the state. */
  state: OrderState;
  event: OrderEvent;
  row: RowFacts;
  /** The import that creates the order. */
  importJobId?: string;
  /** A job opens its workflow, when all its orders are released; until then the sweeper leaves it alone. */
  awaitsOpening?: boolean;
}

export interface StoredOrder {
  orderId: number;
  key: OrderKey;
  salesOrderNumber: string;
  digest: string;
  status: OrderStatus;
  jobId: string | null;
  importJobId: string | null;
  createdAt: Instant;
  updatedAt: Instant;
}

export interface InsertedOrders {
  inserted: StoredOrder[];
  /** What stands under the keys that were taken, by other requests or earlier in the same list. */
  existing: StoredOrder[];
}

const NUMBERS = {
  name: 'sales-order-numbers',
  text: `select 'SO' || lpad(nextval('sales_order_numbers')::text, 10, '0') as number from generate_series(1, $1)`,
};

/** Takes `count` new sales order numbers, `SO` and ten digits; unused ones leave gaps, none is given twice. */
export async function reserveSalesOrderNumbers(db: Queries, count: number): Promise<string[]> {
  const rows = await run<{ number: string }>(db, NUMBERS, [count]);
  return rows.map((row) => row.number);
}

interface StoredRow extends Record<string, unknown> {
  id: string;
  business_unit_id: string;
  order_number: string;
  sales_order_number: string;
  digest: string;
  status: OrderStatus;
  job_id: string | null;
  import_job_id: string | null;
  created_at: string | Date;
  updated_at: string | Date;
}

const storedOrder = (row: StoredRow): StoredOrder => ({
  orderId: Number(row.id),
  key: { businessUnitId: row.business_unit_id, orderNumber: row.order_number },
  salesOrderNumber: row.sales_order_number,
  digest: row.digest,
  status: row.status,
  jobId: row.job_id,
  importJobId: row.import_job_id,
  createdAt: toInstant(row.created_at),
  updatedAt: toInstant(row.updated_at),
});

const stored =
  'o.id, o.org_id, o.business_unit_id, o.order_number, o.sales_order_number, o.digest, o.status, o.job_id, o.import_job_id, o.created_at, o.updated_at';

const insertStatement = onList(
  'insert-orders',
  (limit) => `
with input as materialized (
  select * from jsonb_to_recordset($1::jsonb) as t (
    "orgId" text, document jsonb, digest text, state jsonb, event jsonb, "row" jsonb,
    "importJobId" text, "awaitsOpening" boolean, stock jsonb) ${limit}
), inserted as (
  insert into orders as o (
    org_id, business_unit_id, order_number, sales_order_number, document, digest, state, status, sequence, building_id,
    job_id, wms_job_id, waiting_on, waiting_reason, waiting_since, next_deadline, open_exceptions, parent, created_at,
    updated_at, import_job_id, awaits_opening)
  select "orgId", state->'key'->>'businessUnitId', state->'key'->>'orderNumber', state->>'salesOrderNumber', document,
         digest, state, "row"->>'status', (state->>'sequence')::integer, "row"->>'buildingId', state->'facts'->>'jobId',
         "row"->>'wmsJobId', "row"->>'waitingOn', "row"->>'waitingReason', ("row"->>'waitingSince')::timestamptz,
         ("row"->>'nextDeadline')::timestamptz, ("row"->>'openExceptions')::integer, state->>'parent',
         (state->>'createdAt')::timestamptz, clock_timestamp(), "importJobId", coalesce("awaitsOpening", false)
    from input
  on conflict (business_unit_id, order_number) do nothing
  returning ${stored}
), logged as (
  insert into order_events (order_id, sequence, type, at, actor, cause, message, data, change)
  select o.id, (i.state->>'sequence')::integer, i.event->>'type', (i.event->>'at')::timestamptz, i.event->>'actor',
         i.event->>'cause', i.event->>'message', i.event->'data', i.event->'change'
    from inserted o join input i on i.state->>'salesOrderNumber' = o.sales_order_number
), awaited as (
  update inbox b set state = 'pending', parked_reason = null
    from inserted o
   where b.state = 'parked' and b.envelope is not null and b.org_id = o.org_id
     and b.business_unit_id = o.business_unit_id and b.order_number = o.order_number
), ${BIND_NEW_ORDERS}
select * from inserted o`,
);

const standing = onList(
  'standing-orders',
  (limit) => `
select ${stored}
  from orders o
  join (select distinct * from jsonb_to_recordset($1::jsonb) as t ("businessUnitId" text, "orderNumber" text) ${limit}) k
    on o.business_unit_id = k."businessUnitId" and o.order_number = k."orderNumber"`,
);

/**
 * Two lists with common keys then wait for each other in the same order, and never in a circle. Sorted here and not in
 * the statement, where whole documents would be sorted on disk.
 */
function byKey(a: OrderKey, b: OrderKey): number {
  const [left, right] =
    a.businessUnitId === b.businessUnitId ? [a.orderNumber, b.orderNumber] : [a.businessUnitId, b.businessUnitId];
  return left === right ? 0 : left < right ? -1 : 1;
}

/**
 * Inserts orders with their first event, all in one statement; the unique key decides who is first, also against
 * requests that run at the same moment. Callbacks that were parked for an order become pending with it.
 */
export async function insertOrders(tx: Queries, rows: readonly NewOrderRow[]): Promise<InsertedOrders> {
  if (rows.length === 0) return { inserted: [], existing: [] };
  const sorted = [...rows].sort((a, b) => byKey(a.state.key, b.state.key));
  const claiming = sorted.map((row) => ({ ...row, stock: stockClaims(row.state) }));
  const fresh = await run<StoredRow>(tx, insertStatement(sorted), [JSON.stringify(claiming)]);
  const inserted = fresh.map(storedOrder);
  if (inserted.length === rows.length) return { inserted, existing: [] };

  // A statement of its own: only now is a winner visible that committed while ours waited for it.
  const numbers = new Set(inserted.map((order) => order.salesOrderNumber));
  const losers = rows.filter(({ state }) => !numbers.has(state.salesOrderNumber)).map(({ state }) => state.key);
  const found = await run<StoredRow>(tx, standing(losers), [JSON.stringify(losers)]);
  return { inserted, existing: found.map(storedOrder) };
}
