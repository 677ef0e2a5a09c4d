import type { CarrierEventType } from '../../src/contract/partner';
import type { Entry } from '../books/books';
import { orderId } from '../books/books';
import type { OrderRecord, Step } from '../books/records';
import type { NewCallback } from '../callbacks/outbox';
import { profileOf } from '../profile';
import { suffixOf } from '../suffixes';
import { trackShipment } from '../tms/tracking';
import type { World } from '../world';
import { after } from '../world';
import { acknowledgements } from './callbacks';
import { cutOf, goodsOf } from './goods';
import { shipmentId, shipmentIds } from './scripts';
import { acknowledge, answerRecall, pickShort, reject, shipOut, startPicking } from './work';
import type { Done } from './work';

/**
 * Does what is due for these orders: all of it is written with its callbacks at once, so that a crash leaves either
 * nothing done or everything done and about to be reported. Orders of one job that are due together share one acknowledgement.
 */
export function runDue(world: World, ids: string[]): void {
  const now = new Date();
  const due = new Map<string, OrderRecord>();
  const callbacks: NewCallback[] = [];
  for (const id of ids) {
    const order = world.books.orders.get(id);
    if (order) due.set(id, order);
  }
  // one step per order and round: what an order reports leaves in the order of its plan
  for (let round = [...due.values()].filter((order) => isDue(order, now)); round.length > 0;) {
    const acknowledged: OrderRecord[] = [];
    for (const order of round) {
      const done = perform(world, order, now);
      due.set(orderId(order), done.order);
      callbacks.push(...done.callbacks);
      if (done.acknowledges) acknowledged.push(done.order);
    }
    callbacks.push(...acknowledgements(world.books, acknowledged));
    round = round.map((order) => due.get(orderId(order)) as OrderRecord).filter((order) => isDue(order, now));
  }
  record(world, [...due.values()], callbacks, now);
}

/** Writes orders (and what else there is) with their callbacks together, then sends, and schedules what comes next. */
export function record(
  world: World,
  orders: OrderRecord[],
  callbacks: NewCallback[],
  now: Date,
  others: Entry[] = [],
): string[] {
  const drafted = world.outbox.draft(callbacks, now);
  const entries = orders.map((order): Entry => ['orders', orderId(order), order]);
  world.books.write([...entries, ...others, ...drafted.entries]);
  world.outbox.send(drafted.records);
  for (const order of orders) if (order.plan[0]) world.schedule.at(`order:${orderId(order)}`, order.plan[0].at);
  return drafted.records.map((callback) => callback.id);
}

function isDue(order: OrderRecord, now: Date): boolean {
  const [step] = order.plan;
  return step !== undefined && Date.parse(step.at) <= now.getTime();
}

function perform(world: World, { plan: [step, ...rest], ...facts }: OrderRecord, now: Date): Done {
  const order: OrderRecord = { ...facts, plan: rest };
  const { act } = step as Step;
  const done = doStep(world, order, step as Step, now);
  const last = done.order.status === 'shipped' && !rest.some((s) => s.act === 'ship');
  return act === 'ship' && last ? { ...done, order: withTracking(world, done.order, now) } : done;
}

function doStep(world: World, order: OrderRecord, step: Step, now: Date): Done {
  switch (step.act) {
    case 'acknowledge':
      return acknowledge(order);
    case 'reject':
      return reject(order, step.message, step.lines);
    case 'pick':
      return startPicking(order, now);
    case 'short_pick': {
      const line = order.lines.at(-1)?.customerLineNumber ?? '';
      return pickShort(order, [{ customerLineNumber: line, quantityMissing: 1 }], 'NOT_IN_STOCK', now);
    }
    case 'ship':
      return shipOut(
        order,
        {
          shipmentId: shipmentId(order, step.part),
          lines: cutOf(goodsOf(order.lines, step.goods), step.part, step.of),
          complete: step.complete,
          expected: step.of > 1 ? shipmentIds(order, step.of) : undefined,
          last: !order.plan.some((s) => s.act === 'ship'),
        },
        now,
      );
    case 'ship_again':
      return shipAgain(order, step.changed, now);
    case 'answer_recall':
      return answerRecall(order, step, now);
    case 'track':
      return { order, callbacks: trackShipment(world.books, order, step.type, now) };
  }
}

function shipAgain(order: OrderRecord, changed: boolean, now: Date): Done {
  const shipment = order.shipments.at(-1);
  if (!shipment) return { order, callbacks: [] };
  const [first, ...others] = shipment.containers;
  const override =
    changed && first ? { containers: [{ ...first, lines: first.lines.map(oneMore) }, ...others] } : undefined;
  return shipOut(
    order,
    { shipmentId: shipment.shipmentId, lines: [], complete: true, last: order.status === 'shipped', override },
    now,
  );
}

const oneMore = <L extends { quantity: number }>(line: L, i: number): L =>
  i === 0 ? { ...line, quantity: line.quantity + 1 } : line;

function withTracking(world: World, order: OrderRecord, now: Date): OrderRecord {
  const suffix = suffixOf(order.customerOrderNumber);
  const profile = profileOf(world.books, order.businessUnitId);
  if (suffix !== 'TRACK' && suffix !== 'TRACKMIXED' && !profile.tracking) return order;
  const straight: CarrierEventType[] = ['picked_up', 'in_transit', 'delivered'];
  const types = suffix === 'TRACKMIXED' ? straight.reverse() : straight;
  const steps = types.map((type, i): Step => ({ act: 'track', type, at: after(now, profile.trackMs * (i + 1)) }));
  return { ...order, plan: [...order.plan, ...steps] };
}
