import pLimit from 'p-limit';
import { TemporalUnavailable } from '../temporal/errors';
import { findUnapplied, type UnappliedMessage } from '../store/inbox';
import { findPastDeadline, findUnmarked } from '../store/orders/start';
import { startFromRow } from './startFromRow';
import { createThrottle } from './throttle';
import type { IntakeDeps } from './types';

/** Ages at which the sweeper takes over, milliseconds. */
export const UNMARKED_MS = 10_000;
export const OVERDUE_MS = 60_000;
export const UNAPPLIED_MS = 10_000;

/** Calls to Temporal per sweep, that is per second. */
const PER_SWEEP = 30;
/** Read more than can be done, so that a few hopeless rows do not hide all others. */
const READ = 200;
const CONCURRENCY = 8;

interface Call {
  id: string;
  run(): Promise<unknown>;
}

/** The part of a sweep that needs Temporal; remembers what it poked lately. */
export interface OrderSweep {
  /** @throws TemporalUnavailable */
  (namespaceId: string): Promise<void>;
}

/**
 * Starts open orders without a mark of this namespace, wakes those past their deadline, and signals messages that their
 * running workflow has not applied. What does not help the first time is tried ever more rarely.
 */
export function createOrderSweep({ db, gateway, log }: Omit<IntakeDeps, 'policy'>): OrderSweep {
  const throttle = createThrottle(10_000, 600_000);
  const limit = pLimit(CONCURRENCY);

  return async (namespaceId) => {
    // Each kind has its turn: a hundred thousand starts after a loss must not hold up a callback.
    const calls = inTurn([await unapplied(namespaceId), await overdue(), await unmarked(namespaceId)]);
    const due: Call[] = [];
    for (const call of calls) if (due.length < PER_SWEEP && throttle.take(call.id)) due.push(call);
    const results = await Promise.all(due.map((call) => limit(() => attempt(call))));
    const down = results.find((result) => result !== null);
    if (down) throw down;
  };

  /** Only an absent Temporal is the caller's concern; then the call does not count as tried. */
  async function attempt({ id, run }: Call): Promise<TemporalUnavailable | null> {
    try {
      await run();
    } catch (err) {
      if (err instanceof TemporalUnavailable) {
        throttle.forget(id);
        return err;
      }
      log.error({ err, call: id }, 'sweep: a call to Temporal failed');
    }
    return null;
  }

  async function unmarked(namespaceId: string): Promise<Call[]> {
    const orders = await findUnmarked(db, { namespaceId, olderThanMs: UNMARKED_MS, limit: READ });
    return orders.map((order) => ({
      id: `start/${namespaceId}/${order.orderId}`,
      run: () => startFromRow(gateway, order),
    }));
  }

  async function overdue(): Promise<Call[]> {
    const orders = await findPastDeadline(db, { overdueMs: OVERDUE_MS, limit: READ });
    return orders.map(({ orderId, key }) => ({ id: `look/${orderId}`, run: () => gateway.look(key) }));
  }

  async function unapplied(namespaceId: string): Promise<Call[]> {
    const { marked } = await findUnapplied(db, { olderThanMs: UNAPPLIED_MS, limit: READ, namespaceId });
    const byOrder = new Map<number, UnappliedMessage[]>();
    for (const message of marked) byOrder.set(message.orderId, [...(byOrder.get(message.orderId) ?? []), message]);
    // One order's messages go one after the other: of two that contradict each other the first to arrive counts.
    return [...byOrder].map(([orderId, messages]) => ({
      id: `deliver/${orderId}/${messages[0]?.envelope.cause}`,
      run: async () => {
        for (const { key, envelope } of messages) await gateway.deliver(key, envelope);
      },
    }));
  }
}

/** The first of each list, then the second of each, and so on. */
function inTurn<T>(lists: readonly (readonly T[])[]): T[] {
  const longest = Math.max(...lists.map((list) => list.length));
  return Array.from({ length: longest }, (_, at) => lists.flatMap((list) => list.slice(at, at + 1))).flat();
}
