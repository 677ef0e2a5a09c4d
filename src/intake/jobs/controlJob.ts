import type { JobAction } from '../../domain/job';
import { Problem } from '../../platform/problem';
import { readJob, setControl, type JobRecord } from '../../store/jobs';
import type { Scope } from '../../store/scope';
import type { JobDeps } from './types';

/**
 * Pauses, resumes or cancels a job. Committed when it answers, also while Temporal is away: a walk looks at its row after
 * every page. A repeat changes nothing.
 *
 * @throws Problem `JOB_NOT_FOUND`; `JOB_COMPLETED` for a job that has ended, or is being cancelled and is to go on
 */
export async function controlJob(
  { db, gateway, log }: JobDeps,
  jobId: string,
  action: JobAction,
  scope?: Scope,
): Promise<JobRecord> {
  const job = await readJob(db, jobId, scope);
  if (!job) throw new Problem('JOB_NOT_FOUND');
  const changed = await setControl(db, jobId, action);
  if (!changed) throw new Problem('JOB_COMPLETED');
  const key = { businessUnitId: job.businessUnitId, jobId };
  // Wakes a workflow that waits; without it the row is seen at the workflow's next look.
  gateway.controlJob(key, action).catch((err: unknown) => log.warn({ err, jobId }, 'a job could not be told'));
  return changed;
}
