import { z } from 'zod';
import { RECALL_REFUSALS, SHORT_PICK_REASONS } from '../../src/contract/partner';
import { Shipment } from '../../src/contract/umg/shipment';
import type { OrderLine, OrderRecord } from '../books/records';
import { read, Turned } from '../http/answers';
import { acknowledgements } from '../wms/callbacks';
import { shipmentId } from '../wms/scripts';
import { record } from '../wms/steps';
import { acknowledge, answerRecall, pickShort, reject, shipOut, startPicking } from '../wms/work';
import type { Done } from '../wms/work';
import type { World } from '../world';

/** Warehouse work on one order, done at once because somebody says so; what was planned stays planned. */

const line = z.string().min(1);
const bodies = {
  acknowledge: z.object({}),
  reject: z.object({ message: z.string().default('Not accepted by the warehouse'), lines: z.array(line).default([]) }),
  pick: z.object({}),
  short: z.object({
    reason: z.enum(SHORT_PICK_REASONS).default('NOT_IN_STOCK'),
    lines: z.array(z.object({ customerLineNumber: line, quantityMissing: z.number().int().min(1) })).optional(),
  }),
  ship: z.object({
    shipmentId: z.string().min(1).optional(),
    lines: z
      .array(z.object({ customerLineNumber: line, quantity: z.number().int().min(1), skuId: line.optional() }))
      .optional(),
    orderComplete: z.boolean().default(true),
    expectedShipmentIds: z.array(z.string()).optional(),
    shipment: Shipment.partial().optional().describe('Members to report differently'),
  }),
  answer_recall: z.object({
    accepted: z.boolean(),
    reason: z.enum(RECALL_REFUSALS).nullable().default(null),
    messageId: z.string().optional(),
  }),
};
export type Deed = keyof typeof bodies;
export const isDeed = (name: string): name is Deed => Object.hasOwn(bodies, name);

/** Does it, and answers the ids of the callbacks that report it. */
export function doByHand(world: World, order: OrderRecord, deed: Deed, body: unknown): string[] {
  const now = new Date();
  const done = perform(order, deed, body, now);
  const acks = done.acknowledges ? acknowledgements(world.books, [done.order]) : [];
  return record(world, [done.order], [...done.callbacks, ...acks], now);
}

function perform(order: OrderRecord, deed: Deed, body: unknown, now: Date): Done {
  switch (deed) {
    case 'acknowledge':
      return acknowledge(order);
    case 'reject': {
      const { message, lines } = read(bodies.reject, body);
      return reject(order, message, lines);
    }
    case 'pick':
      return startPicking(order, now);
    case 'short': {
      const { reason, lines } = read(bodies.short, body);
      const all = order.lines.map((l) => ({ customerLineNumber: l.customerLineNumber, quantityMissing: 1 }));
      return pickShort(order, lines ?? all.slice(-1), reason, now);
    }
    case 'ship':
      return ship(order, body, now);
    case 'answer_recall': {
      const { accepted, reason, messageId } = read(bodies.answer_recall, body);
      const open = messageId ?? order.recalls.findLast((recall) => !recall.answer)?.messageId;
      if (!open) throw new Turned(409, 'NO_OPEN_RECALL');
      return answerRecall(order, { messageId: open, accepted, reason }, now);
    }
  }
}

function ship(order: OrderRecord, body: unknown, now: Date): Done {
  const wish = read(bodies.ship, body);
  const lines = wish.lines?.map((l) => named(order, l)) ?? unshipped(order);
  return shipOut(
    order,
    {
      shipmentId: wish.shipmentId ?? shipmentId(order, order.shipments.length + 1),
      lines,
      complete: wish.orderComplete,
      expected: wish.expectedShipmentIds,
      last: wish.orderComplete,
      override: wish.shipment,
    },
    now,
  );
}

function named(order: OrderRecord, wish: { customerLineNumber: string; quantity: number; skuId?: string }): OrderLine {
  const ordered = order.lines.find((l) => l.customerLineNumber === wish.customerLineNumber);
  if (!ordered && !wish.skuId) throw new Turned(422, 'LINE_UNKNOWN');
  return { quantityMeasure: 'EA', skuId: '', ...ordered, ...wish };
}

function unshipped(order: OrderRecord): OrderLine[] {
  const gone = order.shipments.flatMap((s) => s.containers.flatMap((c) => c.lines));
  return order.lines
    .map((ordered) => {
      const ours = gone.filter((l) => l.customerLineNumber === ordered.customerLineNumber);
      return { ...ordered, quantity: ordered.quantity - ours.reduce((sum, l) => sum + l.quantity, 0) };
    })
    .filter((rest) => rest.quantity > 0);
}
