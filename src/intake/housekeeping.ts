import { purgeIdempotent } from '../store/idempotency';
import { expireParked, purgeApplied } from '../store/inbox';
import { purgeRows } from './jobs';
import type { IntakeDeps } from './types';

const EVERY_MS = 60_000;
/** How long a message is kept after it was applied. */
const KEPT_MS = 30 * 24 * 3_600_000;

/** What the housekeeping works with. */
export interface HousekeepingDeps extends Pick<IntakeDeps, 'db' | 'log'> {
  /** How long what was sent as a job's rows is kept after its end, milliseconds. */
  jobRowsKeptMs: number;
}

/** Once a minute: dead letters, applied messages and rows of jobs that are past their time, expired idempotency keys. */
export function createHousekeeping({ db, log, jobRowsKeptMs }: HousekeepingDeps): () => Promise<void> {
  let dueAt = 0;
  return async () => {
    if (Date.now() < dueAt) return;
    dueAt = Date.now() + EVERY_MS;
    const messages = await expireParked(db);
    if (messages > 0) log.warn({ messages }, 'parked messages became dead letters');
    await purgeApplied(db, KEPT_MS);
    await purgeIdempotent(db);
    await purgeRows({ db }, jobRowsKeptMs);
  };
}
