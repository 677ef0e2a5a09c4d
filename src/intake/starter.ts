import { createBackground } from './background';
import { startAbout, type StartableOrder } from './about';
import { markLater } from './marks';
import type { IntakeDeps } from './types';

/** Starts workflows right after the answer. What it does not get done is the sweeper's: an unmarked row is its own outbox. */
export interface Starter {
  /** Returns at once; `priorityKey` 5 for imports. */
  start(orders: readonly StartableOrder[], options?: { priorityKey?: number }): void;
  /** Waits for the starts taken on and their marks, at most `ms` milliseconds. */
  drain(ms: number): Promise<void>;
}

/** More starts at once only queue in the server. */
const CONCURRENCY = 16;
/** More waiting than this is a bulk load, and the sweeper has the calmer rate. */
const MAX_QUEUED = 2000;

export function createStarter({ db, gateway, log }: Pick<IntakeDeps, 'db' | 'gateway' | 'log'>): Starter {
  const background = createBackground({ concurrency: CONCURRENCY, maxQueued: MAX_QUEUED, log });
  const marks = markLater(db, log);

  const startOne = async (order: StartableOrder, priorityKey?: number): Promise<void> => {
    // Asked before the start, so that a mark may be too old but never too new.
    const namespaceId = await gateway.namespaceId();
    const started = await gateway.startOrder(order.key, { ...startAbout(order), priorityKey });
    // A process that outlived its row (a restored database) holds an older life: it has to load the new one.
    if (started === 'running') await gateway.look(order.key);
    marks.add(order.orderId, namespaceId);
  };

  return {
    start(orders, options) {
      for (const order of orders) {
        if (!background.run('start', () => startOne(order, options?.priorityKey))) return;
      }
    },
    async drain(ms) {
      await background.drain(ms);
      await marks.flush();
    },
  };
}
