import { findIdleJobs, purgeStaged } from '../../store/jobs';
import type { JobDeps } from './types';

/** A start behind an answer takes milliseconds. */
const UNMARKED_MS = 5_000;
/** A walk moves its job every few seconds, unless the database or a partner is away. */
const SILENT_MS = 120_000;
/** An upload that has not ended by then has broken off. */
const STAGED_MS = 6 * 3_600_000;
const EVERY_MS = 3_000;
const PER_SWEEP = 20;

/** Starts the workflows of jobs that nobody walks; one that runs already is left alone. */
export function createJobSweep({ db, gateway, log }: JobDeps): (namespaceId: string) => Promise<void> {
  let dueAt = 0;
  return async (namespaceId) => {
    if (Date.now() < dueAt) return;
    dueAt = Date.now() + EVERY_MS;
    const idle = { namespaceId, unmarkedMs: UNMARKED_MS, silentMs: SILENT_MS, limit: PER_SWEEP };
    for (const job of await findIdleJobs(db, idle)) {
      const outcome = await gateway.startJob(job);
      if (outcome === 'started') log.info({ jobId: job.jobId }, 'a job without a workflow was started');
    }
    await purgeStaged(db, STAGED_MS);
  };
}
