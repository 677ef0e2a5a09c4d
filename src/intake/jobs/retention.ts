import { Problem } from '../../platform/problem';
import { eraseRows, expireRows, type JobRecord } from '../../store/jobs';
import type { JobDeps } from './types';

/** Rows per statement, and per round of the housekeeping: the sweeper waits for it. */
const BATCH = 5_000;
const PER_ROUND = 50_000;

/** @throws Problem 410 where what was sent as the job's rows is not kept any more */
export function requireRows({ echo, jobId }: JobRecord): void {
  if (echo === 'kept') return;
  throw new Problem('JOB_ROWS_PURGED', `The rows of ${jobId} were kept for their time after its end and then erased.`);
}

/** Erases what was sent as the rows of jobs that ended more than `keptMs` ago; the jobs, their counts and their rows' errors stay. */
export async function purgeRows({ db }: Pick<JobDeps, 'db'>, keptMs: number): Promise<void> {
  await expireRows(db, keptMs);
  for (let erased = 0; erased < PER_ROUND;) {
    const more = await eraseRows(db, BATCH);
    if (more === 0) return;
    erased += more;
  }
}
