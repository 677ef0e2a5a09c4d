import type { JobControl, JobCounts, JobStatus, JobStep } from '../domain/job';

/** Names and types of what is said to a job's workflow. */

export const JOB_WORKFLOW = 'bulkJob';

export interface JobKey {
  businessUnitId: string;
  jobId: string;
}

/** The workflow takes only the job's name: what there is to do stands in the rows. */
export interface JobInput extends JobKey {
  /** Id of the namespace, asked for before the start; noted with the job when its walk begins. */
  startedIn?: string;
}

/**
 * Updates are named as the actions (`pause`, `resume`, `cancel`), without argument: committed in PostgreSQL when they
 * answer. A job that has ended refuses.
 */
export { JOB_ACTIONS as JOB_UPDATES } from '../domain/job';

/** Signal without argument: the job in front has left the lane. */
export const LANE_FREE_SIGNAL = 'laneFree';

/** Query: how far the job was at its last slice. */
export const PROGRESS_QUERY = 'progress';

export interface JobProgress {
  status: JobStatus;
  control: JobControl;
  step: JobStep;
  counts: JobCounts;
}

export type { JobAction, JobControl } from '../domain/job';
