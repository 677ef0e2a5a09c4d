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

/** A walker says so often by itself that it lives … */
const BEAT_MS = 1_000;
/** … while it has got on within this time: one statement over all rows may take long, but not for ever. */
const STALLED_MS = 60_000;

async function inTurn<T>(work: (turn: Turn) => Promise<T>): Promise<T> {
  const until = Date.now() + TURN_MS;
  const stopped = cancellationSignal();
  let last: { at: number; place: unknown } = { at: Date.now(), place: null };
  const beat = (place: unknown): void => {
    last = { at: Date.now(), place };
    heartbeat(place);
  };
  const beating = setInterval(() => Date.now() - last.at < STALLED_MS && heartbeat(last.place), BEAT_MS);
  try {
    return await work({ isOver: () => stopped.aborted || Date.now() >= until, beat });
  } finally {
    clearInterval(beating);
  }
}

export function createJobActivities(deps: JobActivityDeps): JobActivities {
  const activities: JobActivities = {
    walkJob: (input) => inTurn((turn) => walkJob(deps, input, turn)),
    controlJob: async ({ jobId, action }) => (await setControl(deps.db, jobId, action)) !== null,
  };
  return inClosedWords<JobActivities>(activities, deps.log);
}
