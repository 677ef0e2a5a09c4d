import { randomUUID } from 'node:crypto';
import type { WmsEventInput } from '../../src/contract/partner';
import type { ShipConfirmation } from '../../src/contract/umg/confirmations';
import { jobKey, orderId } from '../books/books';
import type { Books } from '../books/books';
import type { OrderRecord } from '../books/records';
import type { NewCallback } from '../callbacks/outbox';

/** What a warehouse sends back, in the published contract's bodies and in ours. */

type EventFacts = WmsEventInput extends infer E
  ? E extends WmsEventInput
    ? Omit<E, 'eventId' | 'occurredAt' | 'businessUnitId' | 'customerOrderNumber'>
    : never
  : never;

/** `POST /wms/events` with one event. */
export function wmsEvent(order: OrderRecord, facts: EventFacts, now: Date): NewCallback {
  const event = {
    eventId: `ev_${randomUUID()}`,
    occurredAt: now.toISOString(),
    businessUnitId: order.businessUnitId,
    customerOrderNumber: order.customerOrderNumber,
    ...facts,
  };
  return { connectionId: order.connectionId, path: '/wms/events', lane: orderId(order), body: { events: [event] } };
}

/** `POST /shipConfirmation`. */
export function shipConfirmation(
  order: OrderRecord,
  confirmation: Pick<ShipConfirmation, 'orderComplete' | 'shipments' | 'expectedShipmentIds'>,
): NewCallback {
  const data: ShipConfirmation = {
    businessUnitId: order.businessUnitId,
    customerOrderNumber: order.customerOrderNumber,
    ...confirmation,
  };
  return { connectionId: order.connectionId, path: '/shipConfirmation', lane: orderId(order), body: { data } };
}

/**
 * `POST /salesOrderAck` for orders of one connection, one per job: lists the rejected orders of the job, those of before
 * too, since an order that is not listed counts as accepted.
 */
export function acknowledgements(books: Books, orders: OrderRecord[]): NewCallback[] {
  const jobs = new Map<string, OrderRecord[]>();
  for (const order of orders) {
    const job = jobs.get(jobKey(order)) ?? [];
    job.push(order);
    jobs.set(jobKey(order), job);
  }
  return [...jobs].map(([key, members]) => acknowledgement(books, key, members));
}

function acknowledgement(books: Books, key: string, members: OrderRecord[]): NewCallback {
  const answered = new Map(members.map((order) => [orderId(order), order]));
  const before = [...(books.rejectedByJob.get(key) ?? [])]
    .filter((id) => !answered.has(id))
    .map((id) => books.orders.get(id) as OrderRecord);
  const failedOrders = [...answered.values(), ...before]
    .filter((order) => order.status === 'rejected')
    .map(({ customerOrderNumber, rejection }) => ({
      customerOrderNumber,
      message: rejection?.message ?? '',
      lines: (rejection?.lines ?? []).map((customerLineNumber) => ({ customerLineNumber, message: 'Not accepted' })),
    }));
  const first = members[0] as OrderRecord;
  return {
    connectionId: first.connectionId,
    path: '/salesOrderAck',
    lane: members.length === 1 ? orderId(first) : `job/${key}`,
    body: {
      data: {
        jobId: first.jobId,
        status: 'COMPLETED',
        failedOrders,
        progress: { processed: members.length, total: members.length },
      },
    },
  };
}
