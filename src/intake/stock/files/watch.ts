import { mkdir } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { createLeader } from '../../leader';
import type { JobDeps } from '../../jobs';
import { pickUpFiles } from './pickUp';

/** Looks for count files until it is stopped. */
export interface InboxWatch {
  /** Finishes the file under way. */
  stop(): Promise<void>;
}

/** Any constant of our own: of all workers of one database one takes files in. */
const LOCK = 7_295_114_029;
const EVERY_MS = 1_000;
const CANDIDATE_MS = 5_000;

/** Watches a folder, which is made where it is missing. Errors are logged and survived. */
export function watchInbox(deps: JobDeps, dir: string): InboxWatch {
  const stopping = new AbortController();
  const leader = createLeader(deps.db, LOCK);

  const look = async (): Promise<number> => {
    if (!(await leader.leads())) return CANDIDATE_MS;
    await mkdir(dir, { recursive: true });
    await pickUpFiles(deps, dir);
    return EVERY_MS;
  };

  const loop = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      const pauseMs = await look().catch((err: unknown) => {
        deps.log.error({ err, dir }, 'count files were not taken in');
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
