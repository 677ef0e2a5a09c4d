import { setTimeout as delay } from 'node:timers/promises';
import type { AnyJson } from '../harness/client';
import { client, lifeOf, sandbox } from '../life/support';
import { deed } from './warehouseMoves';
import { look } from './calls';
import { Finding, isManual, type Known } from './model';
import type { Place } from './place';

/** Longer than any pause between two tries of ours or of a partner's after a fault of a second. */
const PATIENCE_MS = 45_000;
const PAUSE_MS = 150;
/** A deadline that is further away belongs to nobody's play. */
const FAR_MS = 20_000;

/** Steps that we are about to take or have on the wire, in the words of `waiting.reason`. */
const ON_THE_WAY = /\bbeing\b|\b(is|are) asked\b/;

/** What is still going on with an order, in a word; null when nothing is. */
async function unrest(known: Known, place: Place): Promise<string | null> {
  const { waiting, closedAt } = await look(known);
  const { wms, tms, callbacks } = await sandbox('GET', `/orders/${known.unit}/${encodeURIComponent(known.number)}`);
  if ([...wms.orders, ...tms.bookings].some(({ plan }: AnyJson) => plan.length > 0)) return 'a partner has plans';
  // One about something that we do not know is offered for minutes.
  if (callbacks.pending.some(({ lastStatus }: AnyJson) => lastStatus !== 404)) return 'a partner has news';
  if ((await place.unapplied(known.unit, known.number)) > 0) return 'a message is not applied';
  if (waiting && ON_THE_WAY.test(waiting.reason)) return waiting.reason;
  // Also a closed order has something to come, the first scan of its carrier: its process ends when there is nothing.
  if (closedAt !== null && (await place.process(known)) === 'RUNNING') return 'its process runs';
  const due = waiting?.nextDeadline;
  return due && Date.parse(due) < Date.now() + FAR_MS ? `the deadline ${due}` : null;
}

/** Waits until nothing happens to the order by itself. @throws Finding with what it hangs on where that takes too long */
export async function untilQuiet(known: Known, place: Place): Promise<AnyJson> {
  for (const until = Date.now() + PATIENCE_MS; ; await delay(PAUSE_MS)) {
    const before = known.sequence;
    const why = await unrest(known, place);
    const order = await look(known);
    if (why === null && order.sequence === before) return order;
    if (Date.now() > until) throw new Finding(known, `does not come to rest: ${why ?? 'it goes on changing'}`, order);
  }
}

const ENDING_TRIES = 8;

/** A person brings a resting order to its end: cancels, has the warehouse answer, decides what is theirs to decide. */
export async function bringToEnd(known: Known, place: Place): Promise<void> {
  for (let tries = 0; tries < ENDING_TRIES; tries += 1) {
    const order = await untilQuiet(known, place);
    if (order.closedAt !== null) return;
    const { order: theirs } = await lifeOf(known.unit, known.number).books();
    const open = order.exceptions.find((one: AnyJson) => one.resolvedAt === null);
    const asked = theirs?.recalls.some((recall: AnyJson) => !recall.answer);
    if (order.status !== 'CANCEL_REQUESTED') await client.delete(known.path);
    else if (isManual(known.kind) && asked) await deed(known, 'answer_recall', { accepted: true });
    else if (open) await client.post(`/exceptions/${open.id}/resolve`, { action: 'confirm_cancelled' });
  }
  throw new Finding(known, 'cannot be brought to an end', await look(known));
}
