/**
 * Every kind of bulk work; each has a module that applies its pages. An `order_batch` comes with its orders: they were made
 * in the transaction that made it.
 */
export const JOB_KINDS = ['sales_orders', 'order_batch', 'inventory', 'skus'] as const;
export type JobKind = (typeof JOB_KINDS)[number];

/** CREATED: accepted; INITIATED: its rows are compared and checked; PROCESSING: they are applied. */
export const JOB_STATUSES = ['CREATED', 'INITIATED', 'PROCESSING', 'COMPLETED'] as const;
export type JobStatus = (typeof JOB_STATUSES)[number];

export const JOB_OUTCOMES = ['SUCCEEDED', 'PARTIAL', 'FAILED', 'CANCELLED'] as const;
export type JobOutcome = (typeof JOB_OUTCOMES)[number];

/** What its owner wants of a job; a paused one keeps its status. */
export const JOB_CONTROLS = ['run', 'pause', 'cancel'] as const;
export type JobControl = (typeof JOB_CONTROLS)[number];
export const JOB_ACTIONS = ['pause', 'resume', 'cancel'] as const;
export type JobAction = (typeof JOB_ACTIONS)[number];

/** What a wrong row means for the others: nothing; that none is applied; or nothing is applied anyway. */
export const JOB_MODES = ['ALLOW_PARTIAL', 'ALL_OR_NOTHING', 'VALIDATE_ONLY'] as const;
export type JobMode = (typeof JOB_MODES)[number];

/** What was sent as a job's rows: shown, not shown any more, erased. */
export const JOB_ECHOES = ['kept', 'expired', 'erased'] as const;

/**
 * Where a job's walk over its rows is: comparing them with each other, checking them, applying them, bringing what they
 * made on its way (only where all rows were applied at once), at the end.
 */
export const JOB_STEPS = ['prepare', 'check', 'apply', 'advance', 'done'] as const;
export type JobStep = (typeof JOB_STEPS)[number];

/** The step after the rows were compared with each other. */
export const stepAfterPrepare = (mode: JobMode): JobStep => (mode === 'ALLOW_PARTIAL' ? 'apply' : 'check');

export const CONTROL_OF: Record<JobAction, JobControl> = { pause: 'pause', resume: 'run', cancel: 'cancel' };

/** What an action makes of a job's control; null where it comes too late. A cancelled job stays cancelled. */
export function controlled(job: { status: JobStatus; control: JobControl }, action: JobAction): JobControl | null {
  if (job.control === 'cancel') return action === 'cancel' ? 'cancel' : null;
  return job.status === 'COMPLETED' ? null : CONTROL_OF[action];
}
