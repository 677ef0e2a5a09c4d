import { createBackground } from './background';
import { createDoor } from './door';
import { UNMARKED_MS } from './sweepOrders';
import { startFromRow, type StartableOrder } from './startFromRow';
import type { IntakeDeps } from './types';

/** Starts workflows right after the answer. What it does not get done is the sweeper's: an unmarked row is its own outbox. */
export interface Starter {
  /** Returns at once; `priorityKey` 5 for imports. */
  start(orders: readonly StartableOrder[], options?: { priorityKey?: number }): void;
  /** A request has come that starts give way to; call the answer when it has been answered. */
  giveWay(): () => void;
  /** Waits for the starts taken on, at most `ms` milliseconds. */
  drain(ms: number): Promise<void>;
}

/** More starts at once only queue in the server. */
const CONCURRENCY = 16;
/** More waiting than this is a bulk load, and the sweeper has the calmer rate. */
const MAX_QUEUED = 2000;

export function createStarter({ gateway, log }: Pick<IntakeDeps, 'gateway' | 'log'>): Starter {
  const background = createBackground({ concurrency: CONCURRENCY, maxQueued: MAX_QUEUED, log });
  const door = createDoor();
  const startOne = async (order: StartableOrder, until: number, priorityKey?: number): Promise<void> => {
    if (Date.now() < until) await door.turn();
    if (Date.now() >= until) return;
    await startFromRow(gateway, order, priorityKey);
  };
  return {
    start(orders, options) {
      // An order that has waited for so long is the sweeper's.
      const until = Date.now() + UNMARKED_MS;
      for (const order of orders) {
        if (!background.run('start', () => startOne(order, until, options?.priorityKey))) return;
      }
    },
    giveWay: () => door.enter(),
    drain: (ms) => background.drain(ms),
  };
}
