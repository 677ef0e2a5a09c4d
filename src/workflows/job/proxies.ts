import { isCancellation, proxyActivities, proxyLocalActivities } from '@temporalio/workflow';
import type { JobActivities, SliceReport } from '../../activities/jobs';
import type { JobInput } from '../../messages/job';

/** Own commits, as in an order's workflow: quick first, then for as long as PostgreSQL is away. */
const quick = proxyLocalActivities<JobActivities>({ startToCloseTimeout: '2s', scheduleToCloseTimeout: '2s' });
const lasting = proxyActivities<JobActivities>({
  startToCloseTimeout: '10s',
  retry: { initialInterval: '1s', backoffCoefficient: 1.5, maximumInterval: '10s' },
});

/**
 * Slices of a walk. A slice gives its place up after some seconds, so that jobs take turns; a transaction over all rows of
 * a job takes as long as it takes, and says by its heartbeats that it lives. A dead worker's job goes on after the timeout.
 */
const slices = proxyActivities<JobActivities>({
  startToCloseTimeout: '30m',
  heartbeatTimeout: '10s',
  retry: { initialInterval: '500ms', backoffCoefficient: 2, maximumInterval: '10s' },
});

export const controlJob: JobActivities['controlJob'] = async (input) => {
  try {
    return await quick.controlJob(input);
  } catch (err) {
    if (isCancellation(err)) throw err;
    return lasting.controlJob(input);
  }
};

export const walk = (input: JobInput): Promise<SliceReport> =>
  slices.walkJob.executeWithOptions({ summary: `slice of ${input.jobId}` }, [input]);
