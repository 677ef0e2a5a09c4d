import { findIdleJobs, purgeStaged } from '../../store/jobs';
import { createThrottle } from '../throttle';
import type { JobDeps } from './types';

/** A start behind an answer takes milliseconds. */
const UNMARKED_MS = 5_000;
/** A walk moves its job every few seconds, unless the database or a partner is away. */
const SILENT_MS = 120_000;
/** An upload that has not ended by then has broken off. */
const STAGED_MS = 6 * 3_600_000;
const EVERY_MS = 3_000;
const PER_SWEEP = 20;
/** Read more than can be done, so that jobs that wait do not hide all others. */
const READ = 500;

/** Starts the workflows of jobs that nobody walks; one that runs already is left alone. */
export function createJobSweep({ db, gateway, log }: JobDeps): (namespaceId: string) => Promise<void> {
  // One that waits in its lane or is paused has a workflow that is silent for long: it is looked after ever more rarely.
  const throttle = createThrottle(10_000, 600_000);
  let dueAt = 0;
  return async (namespaceId) => {
    if (Date.now() < dueAt) return;
    dueAt = Date.now() + EVERY_MS;
    const idle = { namespaceId, unmarkedMs: UNMARKED_MS, silentMs: SILENT_MS, limit: READ };
    const found = await findIdleJobs(db, idle);
    const due = found.filter(({ jobId }) => throttle.take(`${namespaceId}/${jobId}`)).slice(0, PER_SWEEP);
    for (const job of due) {
      const outcome = await gateway.startJob(job);
      if (outcome === 'started') log.info({ jobId: job.jobId }, 'a job without a workflow was started');
    }
    await purgeStaged(db, STAGED_MS);
  };
}
