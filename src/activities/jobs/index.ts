import { cancellationSignal, heartbeat } from '@temporalio/activity';
import type { JobAction } from '../../domain/job';
import type { JobInput } from '../../messages/job';
import { setControl } from '../../store/jobs';
import { inClosedWords } from '../failures';
import type { JobActivityDeps, Turn } from './deps';
import { walkJob, type SliceReport } from './walk';

export type { JobActivityDeps } from './deps';
export type { SliceReport } from './walk';

/** The steps with side effects, as a job's workflow sees them. */
export interface JobActivities {
  /** Walks a job for one turn. */
  walkJob(input: JobInput): Promise<SliceReport>;
  /** Commits an action on a job; false where the job has ended. */
  controlJob(input: { jobId: string; action: JobAction }): Promise<boolean>;
}

/** A turn is this long, so that jobs take turns at the few places of a worker; milliseconds. */
const TURN_MS = 2_000;

function turn(): Turn {
  const until = Date.now() + TURN_MS;
  const stopped = cancellationSignal();
  return { isOver: () => stopped.aborted || Date.now() >= until, beat: heartbeat };
}

export function createJobActivities(deps: JobActivityDeps): JobActivities {
  const activities: JobActivities = {
    walkJob: (input) => walkJob(deps, input, turn()),
    controlJob: async ({ jobId, action }) => (await setControl(deps.db, jobId, action)) !== null,
  };
  return inClosedWords<JobActivities>(activities, deps.log);
}
