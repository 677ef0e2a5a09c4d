import type { JobKey } from '../../messages/job';
import type { JobDeps } from './types';

/** Starts a job's workflow behind the answer; the sweeper starts what this does not. */
export function startJob({ gateway, log }: Pick<JobDeps, 'gateway' | 'log'>, { businessUnitId, jobId }: JobKey): void {
  gateway.startJob({ businessUnitId, jobId }).catch((err: unknown) => {
    log.warn({ err, jobId }, 'the start of a job is left to the sweeper');
  });
}
