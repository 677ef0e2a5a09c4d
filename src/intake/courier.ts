import { setTimeout as sleep } from 'node:timers/promises';
import type { Callback, Envelope, OrderKey } from '../domain/order';
import { findMarks } from '../store/orders/start';
import { createBackground } from './background';
import { createCallbackPages, nameOf, type Addressee } from './callbackPages';
import { applyPending } from './page';
import { UNAPPLIED_MS } from './sweepOrders';
import type { IntakeDeps } from './types';

/** A committed message on its way to its order. */
export interface Parcel {
  key: OrderKey;
  envelope: Envelope<Callback>;
  /** Id of the namespace in which the order's workflow was started, if it was. */
  startedIn: string | null;
}

/** Carries inbox messages to their orders behind the answer; what it does not get done is the sweeper's. */
export interface Courier {
  /** Returns at once. */
  carry(parcels: readonly Parcel[]): void;
  /** Waits for the parcels taken on, at most `ms` milliseconds. */
  drain(ms: number): Promise<void>;
}

const CONCURRENCY = 16;
const MAX_QUEUED = 5000;
/** Pauses before an order is tried again that another host had, milliseconds; a page of an import takes some hundreds. */
const AGAIN_MS = [25, 50, 100, 200, 400] as const;

export function createCourier({ db, gateway, policy, log }: IntakeDeps): Courier {
  const signals = createBackground({ concurrency: CONCURRENCY, maxQueued: MAX_QUEUED, log });
  const waiting = new Set<Promise<void>>();
  let sent = 0;

  const pages = createCallbackPages(async (page) => {
    const keys = page.map(({ key, startedIn }) => ({ ...key, ifStartedIn: startedIn }));
    const { passed } = await applyPending({ db, policy }, keys);
    const names = new Set(passed.map(nameOf));
    const others = page.filter(({ key }) => names.has(nameOf(key)));
    if (others.length > 0) tryAgain(others);
  }, log);

  /** By then the other host has let go, or is a workflow, as the order's mark says. */
  const tryAgain = (orders: readonly Addressee[]): void => {
    const due = orders.filter(({ since }) => Date.now() - since < UNAPPLIED_MS);
    if (due.length === 0) return;
    const tries = Math.max(...due.map((order) => order.tries));
    const work: Promise<void> = sendAgain(due, AGAIN_MS[Math.min(tries, AGAIN_MS.length - 1)] ?? 0)
      .catch((err: unknown) => log.warn({ err }, 'callbacks are left to the sweeper'))
      .finally(() => waiting.delete(work));
    waiting.add(work);
  };

  const sendAgain = async (orders: readonly Addressee[], afterMs: number): Promise<void> => {
    await sleep(afterMs);
    const keys = orders.map(({ key }) => key);
    const marks = new Map((await findMarks(db, keys)).map((mark) => [nameOf(mark), mark.startedIn]));
    for (const order of orders)
      send({ ...order, tries: order.tries + 1, startedIn: marks.get(nameOf(order.key)) ?? null });
  };

  /** A live mark means a workflow: it is signalled, one message after the other; all other orders are handled in a page. */
  const send = (order: Addressee): void => {
    sent += 1;
    if (order.startedIn === null) pages.add(order);
    else signals.run('signal', () => signal(order));
  };
  const signal = async (order: Addressee): Promise<void> => {
    if (order.startedIn !== (await gateway.namespaceId())) return pages.add(order);
    for (const envelope of order.envelopes) await gateway.deliver(order.key, envelope);
  };

  return {
    carry(parcels) {
      const since = Date.now();
      for (const { key, envelope, startedIn } of parcels)
        send({ key, envelopes: [envelope], startedIn, tries: 0, since });
    },
    async drain(ms) {
      const until = Date.now() + ms;
      for (let before = NaN; (before !== sent || waiting.size > 0) && Date.now() < until;) {
        before = sent;
        await Promise.all(waiting);
        await signals.drain(until - Date.now());
        await pages.drain(until);
      }
    },
  };
}
