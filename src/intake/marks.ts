import type { Logger } from 'pino';
import type { Database } from '../store/database';
import { markStarted } from '../store/orders/start';

/** Collects "workflow started" marks and writes them together: one statement for a burst of starts. */
export interface Marks {
  add(orderId: number, namespaceId: string): void;
  /** Resolves when everything added so far is written, or has failed and is left to the sweeper. */
  flush(): Promise<void>;
}

const WAIT_MS = 10;

export function markLater(db: Database, log: Logger): Marks {
  let waiting = new Map<string, number[]>();
  let timer: NodeJS.Timeout | null = null;
  let last: Promise<void> = Promise.resolve();

  const write = async (): Promise<void> => {
    const batch = waiting;
    waiting = new Map();
    for (const [namespaceId, orderIds] of batch) {
      try {
        await markStarted(db, orderIds, namespaceId);
      } catch (err) {
        log.warn({ err, orders: orderIds.length }, 'marks not written, the sweeper starts these orders again');
      }
    }
  };
  const flush = (): Promise<void> => {
    if (timer) clearTimeout(timer);
    timer = null;
    last = last.then(write);
    return last;
  };

  return {
    add(orderId, namespaceId) {
      const batch = waiting.get(namespaceId);
      if (batch) batch.push(orderId);
      else waiting.set(namespaceId, [orderId]);
      timer ??= setTimeout(() => void flush(), WAIT_MS);
    },
    flush,
  };
}
