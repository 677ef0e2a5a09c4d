import { setTimeout as sleep } from 'node:timers/promises';
import { readJob, type JobRecord } from '../../store/jobs';
import type { Database } from '../../store/database';

const LOOK_MS = 200;

/** The job when it is complete, or as it stands after `ms` milliseconds or when nobody waits any more. */
export async function waitForJob(
  { db }: { db: Database },
  jobId: string,
  { ms, signal }: { ms: number; signal?: AbortSignal },
): Promise<JobRecord | null> {
  const until = Date.now() + ms;
  for (;;) {
    const job = await readJob(db, jobId);
    if (!job || job.status === 'COMPLETED' || Date.now() >= until || signal?.aborted) return job;
    await sleep(Math.min(LOOK_MS, Math.max(1, until - Date.now())), undefined, { signal }).catch(() => undefined);
  }
}
