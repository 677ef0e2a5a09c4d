import type { Logger } from 'pino';
import type { Callback, Envelope, OrderKey } from '../domain/order';
import { PAGE_SIZE } from './page';

/** An order with messages on their way to it. */
export interface Addressee {
  key: OrderKey;
  /** Oldest first. */
  envelopes: Envelope<Callback>[];
  /** The order's mark when it was read last. */
  startedIn: string | null;
  /** How often a page has met another host. */
  tries: number;
  /** When its first message was carried, milliseconds since 1970. */
  since: number;
}

/** Gathers orders into pages. An order that has several messages is in one page at a time. */
export interface CallbackPages {
  add(order: Addressee): void;
  /** Waits for the pages under way and the gathered ones, at most until the moment given. */
  drain(until: number): Promise<void>;
}

/** How long the first order of a page waits for others, milliseconds. */
const GATHER_MS = 5;
/** While so many pages are under way the next ones only gather: a flood makes pages fuller, and not more. */
const AT_ONCE = 4;
const MAX_GATHERED = 5_000;

export const nameOf = ({ businessUnitId, orderNumber }: OrderKey): string =>
  JSON.stringify([businessUnitId, orderNumber]);

/** @param apply one page, at most `PAGE_SIZE` orders; what it throws leaves them to the sweeper */
export function createCallbackPages(apply: (page: Addressee[]) => Promise<void>, log: Logger): CallbackPages {
  const gathered = new Map<string, Addressee>();
  const inHand = new Set<string>();
  const running = new Set<Promise<void>>();
  let timer: NodeJS.Timeout | null = null;

  const takePage = (): Addressee[] => {
    const page: Addressee[] = [];
    for (const [name, order] of gathered) {
      if (inHand.has(name)) continue;
      page.push(order);
      if (page.length === PAGE_SIZE) break;
    }
    for (const { key } of page) gathered.delete(nameOf(key));
    return page;
  };

  const turnPages = (): void => {
    if (timer) clearTimeout(timer);
    timer = null;
    while (running.size < AT_ONCE) {
      const page = takePage();
      if (page.length === 0) return;
      const names = page.map(({ key }) => nameOf(key));
      for (const name of names) inHand.add(name);
      const work: Promise<void> = apply(page)
        .catch((err: unknown) => log.warn({ err }, 'a page of callbacks failed and is left to the sweeper'))
        .finally(() => {
          running.delete(work);
          for (const name of names) inHand.delete(name);
          turnPages();
        });
      running.add(work);
    }
  };

  return {
    add(order) {
      const name = nameOf(order.key);
      const waiting = gathered.get(name);
      if (waiting) {
        // The mark that was read later is the one that is worth something.
        waiting.startedIn = order.startedIn;
        waiting.envelopes.push(...order.envelopes);
        return;
      }
      if (gathered.size >= MAX_GATHERED) return;
      gathered.set(name, order);
      timer ??= setTimeout(turnPages, GATHER_MS);
    },
    async drain(until) {
      turnPages();
      while (running.size > 0 && Date.now() < until) await Promise.race([...running, pause(until - Date.now())]);
    },
  };
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms).unref());
