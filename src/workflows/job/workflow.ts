import {
  allHandlersFinished,
  ApplicationFailure,
  condition,
  continueAsNew,
  defineQuery,
  defineSignal,
  defineUpdate,
  getExternalWorkflowHandle,
  isCancellation,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import { jobWorkflowId } from '../../messages/ids';
import {
  JOB_UPDATES,
  LANE_FREE_SIGNAL,
  PROGRESS_QUERY,
  type JobInput,
  type JobKey,
  type JobProgress,
} from '../../messages/job';
import { controlJob, walk } from './proxies';

const laneFreeSignal = defineSignal(LANE_FREE_SIGNAL);
const progressQuery = defineQuery<JobProgress | null>(PROGRESS_QUERY);

/** The signal of the job in front may be lost with its sender: whoever waits in a lane looks again after this long. */
const LANE_WAIT = '15s';
/** A control that was committed while Temporal was away brought no Update. */
const PAUSE_WAIT = '10m';
/** Well below what a run may have; the history is written anew every few minutes of work. */
const MANY_EVENTS = 1_000;

/** The next job of the lane looks by itself when it cannot be told. */
async function leaveLane(next: JobKey): Promise<void> {
  try {
    await getExternalWorkflowHandle(jobWorkflowId(next)).signal(laneFreeSignal);
  } catch (err) {
    if (isCancellation(err)) throw err;
  }
}

/**
 * One job, from its last row's arrival to the last of its orders having a workflow of its own. It only decides when the
 * next slice of work is due: what there is to do, and whether the job may go on, stands in the rows, so it can be started
 * again at any time.
 */
export async function bulkJob(input: JobInput): Promise<void> {
  let look = false;
  let progress: JobProgress | null = null;
  setHandler(laneFreeSignal, () => void (look = true));
  setHandler(progressQuery, () => progress);
  for (const action of JOB_UPDATES) {
    setHandler(defineUpdate(action), async () => {
      const taken = await controlJob({ jobId: input.jobId, action });
      look = true;
      if (!taken) throw ApplicationFailure.nonRetryable('The job has ended.', 'JOB_COMPLETED');
    });
  }

  for (;;) {
    look = false;
    const slice = await walk(input);
    progress = slice.progress;
    if (slice.nextInLane) await leaveLane(slice.nextInLane);
    if (slice.then === 'lane') await condition(() => look, LANE_WAIT);
    if (slice.then === 'paused') await condition(() => look, PAUSE_WAIT);
    if (slice.then === 'end' && allHandlersFinished()) return;
    if (slice.then === 'end') await condition(allHandlersFinished);
    const { continueAsNewSuggested, historyLength } = workflowInfo();
    if ((continueAsNewSuggested || historyLength > MANY_EVENTS) && allHandlersFinished())
      await continueAsNew<typeof bulkJob>(input);
  }
}
