import type { RecallRefusal, ShortPickReason } from '../../src/contract/partner';
import type { Shipment } from '../../src/contract/umg/shipment';
import type { OrderLine, OrderRecord } from '../books/records';
import type { NewCallback } from '../callbacks/outbox';
import { shipConfirmation, wmsEvent } from './callbacks';
import { shipmentOf } from './shipment';

/** One piece of warehouse work: the order as it is in the books afterwards, and what is reported. */
export interface Done {
  order: OrderRecord;
  callbacks: NewCallback[];
  /** The order's job is to be acknowledged (together with others of the job that are due). */
  acknowledges?: boolean;
}

/** Goods that left are not called back by a later word. */
const unlessShipped = (order: OrderRecord, status: OrderRecord['status']) =>
  order.status === 'shipped' ? order.status : status;

export function acknowledge(order: OrderRecord): Done {
  return {
    order: { ...order, status: unlessShipped(order, 'acknowledged'), rejection: null },
    callbacks: [],
    acknowledges: true,
  };
}

/** @param lines numbers of the lines that are to blame; none: the first */
export function reject(order: OrderRecord, message: string, lines: string[]): Done {
  const blamed = lines.length > 0 ? lines : order.lines.slice(0, 1).map((line) => line.customerLineNumber);
  return {
    order: { ...order, status: unlessShipped(order, 'rejected'), rejection: { message, lines: blamed } },
    callbacks: [],
    acknowledges: true,
  };
}

export function startPicking(order: OrderRecord, now: Date): Done {
  return {
    order: { ...order, status: unlessShipped(order, 'picking') },
    callbacks: [wmsEvent(order, { type: 'pick_started' }, now)],
  };
}

export interface Missing {
  customerLineNumber: string;
  quantityMissing: number;
}

export function pickShort(order: OrderRecord, missing: Missing[], reason: ShortPickReason, now: Date): Done {
  return { order, callbacks: [wmsEvent(order, { type: 'short_pick', reason, lines: missing }, now)] };
}

export interface Leaving {
  shipmentId: string;
  lines: OrderLine[];
  complete: boolean;
  /** Ids of all shipments of the order, where it leaves in parts. */
  expected?: string[];
  /** No further shipment follows. */
  last: boolean;
  /** Members of the shipment that are reported differently. */
  override?: Partial<Shipment>;
}

/** Goods leave. Without lines only the completion is reported. */
export function shipOut(order: OrderRecord, leaving: Leaving, now: Date): Done {
  const known = order.shipments.find((shipment) => shipment.shipmentId === leaving.shipmentId);
  const made = known ?? shipmentOf(order, leaving.shipmentId, leaving.lines, now);
  const shipments = leaving.lines.length > 0 || known ? [{ ...made, ...leaving.override }] : [];
  return {
    order: {
      ...order,
      shipments: known ? order.shipments : [...order.shipments, ...shipments],
      status: leaving.last ? 'shipped' : order.status,
    },
    callbacks: [
      shipConfirmation(order, {
        orderComplete: leaving.complete,
        shipments,
        ...(leaving.expected ? { expectedShipmentIds: leaving.expected } : {}),
      }),
    ],
  };
}

export function answerRecall(
  order: OrderRecord,
  answer: { messageId: string; accepted: boolean; reason: RecallRefusal | null },
  now: Date,
): Done {
  const { messageId, accepted, reason } = answer;
  const recalls = order.recalls.map((recall) =>
    recall.messageId === messageId ? { ...recall, answer: { accepted, reason, at: now.toISOString() } } : recall,
  );
  return {
    order: { ...order, recalls, status: accepted ? unlessShipped(order, 'recalled') : order.status },
    callbacks: [wmsEvent(order, { type: 'recall_answered', messageId, accepted, reason }, now)],
  };
}
