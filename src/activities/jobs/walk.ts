import { outcomeOf, processed, stepAfterPrepare } from '../../domain/job';
import type { JobInput, JobKey, JobProgress } from '../../messages/job';
import {
  beginJob,
  completeJob,
  firstInLane,
  loadJob,
  markJob,
  prepareRows,
  endWalk,
  skipPending,
  type WalkedJob,
} from '../../store/jobs';
import { advancePages, applyAllOrNothing } from './allOrNothing';
import { applyPages } from './applying';
import { checkPages } from './checking';
import type { JobActivityDeps, Turn } from './deps';
import { kindOf } from './kinds';
import { openOrders } from './opening';

/** What a job's workflow does after a slice. */
export interface SliceReport {
  /** `more`: the next slice; `lane`: wait for the job in front; `paused`: wait for its owner; `end`: nothing is left. */
  then: 'more' | 'lane' | 'paused' | 'end';
  progress: JobProgress | null;
  /** The job has left its lane, and this one is next. */
  nextInLane?: JobKey;
}

const progressOf = ({ status, control, step, counts }: WalkedJob): JobProgress => ({ status, control, step, counts });

/** Null: the job may go on. */
async function waitsFor(deps: JobActivityDeps, job: WalkedJob): Promise<'paused' | 'lane' | null> {
  if (job.status === 'COMPLETED' || job.control === 'cancel') return null;
  if (job.control === 'pause') return 'paused';
  if (job.lane === null) return null;
  const first = await firstInLane(deps.db, job.lane);
  return first === null || first.jobId === job.jobId ? null : 'lane';
}

/** Ends a job whose walk is at its end, and answers who is next in its lane. */
async function complete(deps: JobActivityDeps, job: WalkedJob): Promise<JobKey | undefined> {
  const kind = kindOf(job);
  const { counts, params } = job;
  const cancelled = job.control === 'cancel' && counts.skipped > 0;
  const outcome = outcomeOf(counts, { mode: params.mode, cancelled });
  const isEnded = await deps.db.transaction(async (tx) => {
    const ended = await completeJob(tx, job, { outcome, opens: kind.makesOrders && counts.created > 0 });
    if (ended) await kind.finish?.(tx, deps, job);
    return ended;
  });
  // Of two walkers only the one that has ended the job goes on along the lane.
  return isEnded && job.lane !== null ? ((await firstInLane(deps.db, job.lane)) ?? undefined) : undefined;
}

/** One thing that is due for a job that may go on; it gives way by itself when the turn is over. */
async function goOn(deps: JobActivityDeps, job: WalkedJob, turn: Turn): Promise<void> {
  const kind = kindOf(job);
  const { mode } = job.params;
  if (job.control === 'cancel') return skipPending(deps.db, job, 'CANCELLED');
  if (job.status === 'CREATED') return beginJob(deps.db, job.jobId);
  if (job.counts.pending === 0 && (job.step === 'check' || job.step === 'apply')) return endWalk(deps.db, job);
  switch (job.step) {
    case 'prepare':
      return prepareRows(deps.db, job, stepAfterPrepare(mode), kind.distinctBy);
    case 'check':
      return checkPages(deps, kind, job, turn);
    case 'apply':
      if (mode !== 'ALL_OR_NOTHING') return applyPages(deps, kind, job, turn);
      if (job.counts.failed > 0) return skipPending(deps.db, job, 'OTHER_ROWS_FAILED');
      return applyAllOrNothing(deps, kind, job, turn);
    case 'advance':
      return advancePages(deps, kind, job, turn);
    case 'done':
  }
}

/**
 * Walks one job for as long as the turn lasts. Where it stands, and whether it may go on, is read from its row after each
 * thing that was done; so a walk can end anywhere and be taken up by anybody.
 */
async function walkOne(deps: JobActivityDeps, input: JobInput, turn: Turn): Promise<SliceReport> {
  if (input.startedIn !== undefined) await markJob(deps.db, input.jobId, input.startedIn);
  for (;;) {
    const job = await loadJob(deps.db, input.jobId);
    if (!job || job.openedAt !== null) return { then: 'end', progress: job && progressOf(job) };
    const progress = progressOf(job);
    turn.beat(job.cursor);
    const waiting = await waitsFor(deps, job);
    if (waiting) return { then: waiting, progress };
    if (job.status === 'COMPLETED') await openOrders(deps, job, turn);
    else if (job.step === 'done') {
      const nextInLane = await complete(deps, job);
      if (nextInLane) return { then: 'more', progress, nextInLane };
    } else
      await deps.opening.whileApplying(() =>
        deps.precedence.during(processed(job.counts), () => goOn(deps, job, turn)),
      );
    if (turn.isOver()) return { then: 'more', progress };
  }
}

/**
 * Walks a job for one turn. Who leaves its lane in time walks on with the jobs behind it: a burst of small ones is then done
 * as quickly as their rows, and not at one round of signals for each. Their own workflows find them done.
 */
export async function walkJob(deps: JobActivityDeps, input: JobInput, turn: Turn): Promise<SliceReport> {
  const report = await walkOne(deps, input, turn);
  let { nextInLane } = report;
  while (nextInLane && !turn.isOver()) {
    const { jobId } = nextInLane;
    const further = await walkOne(deps, nextInLane, turn).catch((err: unknown) => {
      deps.log.warn({ err, jobId }, 'the next job of a lane is left to its own workflow');
      return null;
    });
    if (!further?.nextInLane) break;
    nextInLane = further.nextInLane;
  }
  return { ...report, nextInLane };
}
