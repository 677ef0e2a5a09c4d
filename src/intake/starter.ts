import { createBackground } from './background';
import { startFromRow, type StartableOrder } from './startFromRow';
import type { IntakeDeps } from './types';

/** Starts workflows right after the answer. What it does not get done is the sweeper's: an unmarked row is its own outbox. */
export interface Starter {
  /** Returns at once; `priorityKey` 5 for imports. */
  start(orders: readonly StartableOrder[], options?: { priorityKey?: number }): void;
  /** Waits for the starts taken on, at most `ms` milliseconds. */
  drain(ms: number): Promise<void>;
}

/** More starts at once only queue in the server. */
const CONCURRENCY = 16;
/** More waiting than this is a bulk load, and the sweeper has the calmer rate. */
const MAX_QUEUED = 2000;

export function createStarter({ gateway, log }: Pick<IntakeDeps, 'gateway' | 'log'>): Starter {
  const background = createBackground({ concurrency: CONCURRENCY, maxQueued: MAX_QUEUED, log });
  return {
    start(orders, options) {
      for (const order of orders) {
        if (!background.run('start', () => startFromRow(gateway, order, options?.priorityKey))) return;
      }
    },
    drain: (ms) => background.drain(ms),
  };
}
