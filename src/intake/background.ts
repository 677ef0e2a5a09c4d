import pLimit from 'p-limit';
import type { Logger } from 'pino';
import { TemporalUnavailable } from '../temporal/errors';

/** Work behind the answer, best effort: whatever is not done here is found by the sweeper. */
export interface Background {
  /** Runs a task as soon as there is room; false when it was not taken on. A failed task is logged. */
  run(what: string, task: () => Promise<void>): boolean;
  /** Waits for the tasks taken on, at most `ms` milliseconds. */
  drain(ms: number): Promise<void>;
}

/** After Temporal did not answer, tasks are left to the sweeper for this long, milliseconds. */
const PAUSE_MS = 2000;

export function createBackground(options: { concurrency: number; maxQueued: number; log: Logger }): Background {
  const { concurrency, maxQueued, log } = options;
  const limit = pLimit(concurrency);
  const running = new Set<Promise<void>>();
  let pausedUntil = 0;

  const guarded = async (what: string, task: () => Promise<void>): Promise<void> => {
    if (Date.now() < pausedUntil) return;
    try {
      await task();
    } catch (err) {
      if (err instanceof TemporalUnavailable) pausedUntil = Date.now() + PAUSE_MS;
      log.warn({ err }, `${what} failed and is left to the sweeper`);
    }
  };

  return {
    run(what, task) {
      if (Date.now() < pausedUntil || limit.pendingCount >= maxQueued) return false;
      const done = limit(() => guarded(what, task));
      running.add(done);
      void done.then(() => running.delete(done));
      return true;
    },
    async drain(ms) {
      let timer: NodeJS.Timeout | undefined;
      const patience = new Promise<void>((resolve) => (timer = setTimeout(resolve, ms)));
      await Promise.race([Promise.all(running), patience]);
      clearTimeout(timer);
    },
  };
}
