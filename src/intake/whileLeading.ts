import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Database } from '../store/database';
import { createLeader } from './leader';

/** Work that one process of all does, over and over. */
export interface Loop {
  /** Finishes the turn under way and lets the lock go. */
  stop(): Promise<void>;
}

export interface LeadOptions {
  db: Database;
  log: Logger;
  /** Any constant of our own; who shares it competes. */
  lock: number;
  /** For the log, of a turn that failed. */
  what: string;
}

/** How often a process that does not lead tries to take over, and how long a failed turn is waited after, milliseconds. */
const CANDIDATE_MS = 5_000;

/** Takes turns while this process leads, until it is stopped; errors are logged and survived. A turn answers the pause after it. */
export function whileLeading({ db, log, lock, what }: LeadOptions, turn: () => Promise<number>): Loop {
  const stopping = new AbortController();
  const leader = createLeader(db, lock);

  const loop = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      const once = async (): Promise<number> => ((await leader.leads()) ? turn() : CANDIDATE_MS);
      const pauseMs = await once().catch((err: unknown) => {
        log.error({ err }, `${what} failed`);
        return CANDIDATE_MS;
      });
      await sleep(pauseMs, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
    leader.resign();
  };

  const running = loop();
  return {
    async stop() {
      stopping.abort();
      await running;
    },
  };
}
