import { setTimeout as delay } from 'node:timers/promises';
import { PARTIES } from '../../src/contract/umg/salesOrder';
import type { AnyJson } from '../harness/client';
import { client, lifeOf } from '../life/support';
import { Finding, sumOf, unitsOf, type Known } from './model';
import type { Place } from './place';

/** Everything that anybody has about an order, read while nothing moves. */
async function read(known: Known) {
  const life = lifeOf(known.unit, known.number);
  const [answer, events, shipments, list, books] = await Promise.all([
    client.get(known.path),
    client.get(`${known.path}/events?limit=1000`),
    client.get(`${known.path}/shipments`),
    client.get(`/business_units/${known.unit}/sales_orders?customerOrderNumber=${known.number}`),
    life.books(),
  ]);
  return {
    order: answer.body.data,
    events: events.body.data as AnyJson[],
    shipments: shipments.body.data as AnyJson[],
    listed: list.body.data as AnyJson[],
    books,
  };
}
type Seen = Awaited<ReturnType<typeof read>>;
type Rule = (seen: Seen, known: Known) => string | false | undefined;

const tally = (events: AnyJson[], type: string): number => events.filter((event) => event.type === type).length;
const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

const isListedOnce: Rule = ({ listed, order }) =>
  (listed.length !== 1 || listed[0].salesOrderNumber !== order.salesOrderNumber) && `is listed ${listed.length} times`;

/** A restored order goes on at its process's sequence: what was between is lost, and the event says so. */
const hasNoGaps: Rule = ({ events, order }) => {
  let last = 0;
  for (const { sequence, type } of events) {
    if (sequence !== last + 1 && !(type === 'restored' && sequence > last)) return `has ${sequence} after ${last}`;
    last = sequence;
  }
  return last !== order.sequence && `has events up to ${last} at sequence ${order.sequence}`;
};

const waitsForSomebody: Rule = ({ order: { waiting, closedAt } }) => {
  if (closedAt !== null) return false;
  const since = Date.parse(waiting?.since ?? '');
  const told = PARTIES.includes(waiting?.on) && waiting.reason.length > 5 && since <= Date.now() + 1000;
  return !told && `does not say why it waits and for whom: ${JSON.stringify(waiting)}`;
};

const leavesNothingOpen: Rule = ({ order }) => {
  const left = order.orderLines.reduce(
    (sum: number, line: AnyJson) => sum + line.quantityOpen + line.quantityAllocated,
    0,
  );
  if (order.closedAt !== null) return left > 0 && `is ${order.status} with ${left} units open`;
  return left === 0 && `is ${order.status} and nothing of it is left to do`;
};

/** A drop is decided by us, once per attempt; the warehouse has each under one id, and the order once. */
const isDroppedOnce: Rule = ({ events, order, books }, { salesOrderNumber }) => {
  const decided = tally(events, 'release_started');
  if (order.wms.attempt !== decided) return `is at attempt ${order.wms.attempt} after ${decided} decisions`;
  const ids = Array.from({ length: decided }, (_, at) => `${salesOrderNumber}/release/${at + 1}`);
  const drops = books.messages.filter(({ kind }) => kind === 'drop').map(({ messageId }) => messageId);
  const strange = drops.filter((id) => !ids.includes(id));
  if (strange.length > 0) return `was dropped as ${strange.join(', ')} after ${decided} decisions`;
  const attempts = (books.order?.attempts ?? []).map(({ attempt }: AnyJson) => attempt);
  return new Set(attempts).size !== attempts.length && `the warehouse has the attempts ${attempts.join(' ')}`;
};

/** Each booking is one decision of ours, and what is booked is what the order says. */
const isBookedOnce: Rule = ({ events, order, books }, { salesOrderNumber }) => {
  const decided = tally(events, 'booking_started');
  const ids = Array.from({ length: decided }, (_, at) => `${salesOrderNumber}/${at + 1}`);
  const references = books.bookings.map(({ reference }) => reference);
  if (references.some((reference) => !ids.includes(reference)) || new Set(references).size !== references.length)
    return `is booked as ${references.join(', ')} after ${decided} decisions`;
  const live = books.bookings.filter(({ status }) => status !== 'CANCELLED').map(({ bookingId }) => bookingId);
  const strange = live.filter((id) => id !== order.tms.bookingId);
  return strange.length > 0 && `the carrier has ${live.join(', ')}, the order ${order.tms.bookingId}`;
};

/** Units left as the warehouse reported them: each shipment id once, by the first report that was taken, or as a person corrected it. */
const countsWhatLeft: Rule = ({ order, shipments, books }, { corrected }) => {
  const reported = new Map<string, AnyJson>();
  const told = books.callbacks.filter(({ path, lastStatus }) => path === '/shipConfirmation' && lastStatus !== null);
  // One that was answered 409 came after another of its id, whatever their order in the warehouse's books.
  const late = ({ lastStatus }: AnyJson): number => (lastStatus === 409 ? 1 : 0);
  const confirmations = told.sort((a, b) => late(a) - late(b) || (a.createdAt < b.createdAt ? -1 : 1));
  for (const shipment of confirmations.flatMap(({ body }) => body.data.shipments))
    if (!reported.has(shipment.shipmentId)) reported.set(shipment.shipmentId, shipment);
  const ids = (all: Iterable<string>): string[] => [...all].sort();
  const recorded = ids(shipments.map(({ shipmentId }) => shipmentId));
  if (!same(recorded, ids(reported.keys())))
    return `has recorded ${recorded.join(', ')} of ${[...reported.keys()].join(', ')}`;
  const left = sumOf([...reported].map(([id, one]) => corrected.get(id) ?? unitsOf(one, order.orderLines)));
  for (const { customerLineNumber: line, quantityShipped } of order.orderLines)
    if (quantityShipped !== (left[line] ?? 0))
      return `has ${quantityShipped} units of line ${line} shipped, and ${left[line] ?? 0} left the building`;
  return false;
};

/** A command that was granted happened once, however often it was sent; one that was refused did not. */
const obeysOnce: Rule = ({ events }, { asked, granted }) => {
  for (const [name, type] of Object.entries({ hold: 'held', update: 'updated', release: 'release_requested' })) {
    const happened = events.filter((event) => event.type === type && event.actor === 'client').length;
    const [most, sure] = [asked.get(name) ?? 0, granted.get(name) ?? 0];
    if (happened > sure || (happened < sure && name !== 'release'))
      return `${name} was sent ${most} times, granted ${sure} times, and happened ${happened} times`;
  }
  return tally(events, 'created') !== 1 && 'was created more than once';
};

/** What is backordered is in one child, which the warehouse does not have. */
async function childProblem({ order }: Seen, known: Known): Promise<string | null> {
  if (order.backorderNumber === null) return null;
  const path = `/business_units/${known.unit}/sales_orders/${order.backorderNumber}`;
  const { status, body } = await client.get(path);
  if (status !== 200) return `its backorder ${order.backorderNumber} is answered ${status}`;
  const { parentOrderNumber, holds } = body.data;
  if (parentOrderNumber !== known.number)
    return `its backorder ${order.backorderNumber} belongs to ${parentOrderNumber}`;
  return holds.length === 0 && body.data.status !== 'CANCELLED' ? 'its backorder is not held' : null;
}

/**
 * A late word about a closed order (a scan that waited for its shipment, say) has its process run once more, for a moment;
 * and where many creates come in, a start is left to the sweeper, which takes it after ten seconds.
 */
const MOMENT_MS = 20_000;

/** An open order's process runs, a closed one's has ended. */
async function processProblem({ order }: Seen, known: Known, place: Place): Promise<string | null> {
  const right = order.closedAt === null ? 'RUNNING' : 'COMPLETED';
  for (const until = Date.now() + MOMENT_MS; ; await delay(200)) {
    const name = await place.process(known);
    if (name === right) return null;
    if (Date.now() > until) return `is ${order.status}, its process ${name}`;
  }
}

const RULES = [
  isListedOnce,
  hasNoGaps,
  waitsForSomebody,
  leavesNothingOpen,
  isDroppedOnce,
  isBookedOnce,
  countsWhatLeft,
  obeysOnce,
];

/** Compares what all parties have about a resting order. @throws Finding with the first thing that is wrong */
export async function inspect(known: Known, place: Place): Promise<void> {
  const seen = await read(known);
  const wrong =
    RULES.map((rule) => rule(seen, known)).find((problem) => problem) ||
    (await childProblem(seen, known)) ||
    (await processProblem(seen, known, place));
  if (!wrong) return;
  const timeline = seen.events.map(({ sequence, type, at, data }) =>
    [sequence, type, at, JSON.stringify(data)].join(' '),
  );
  throw new Finding(known, `${wrong}\n${timeline.join('\n')}`);
}
