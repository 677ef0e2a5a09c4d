import { counted } from '../../domain/job';
import {
  finishPage,
  loadJob,
  madeRows,
  moveWalk,
  recordRows,
  type PlacedResult,
  type WalkedJob,
} from '../../store/jobs';
import { applyItems, takeFurther } from './applying';
import type { JobActivityDeps, Turn } from './deps';
import type { Kind } from './kind';
import { pagesAhead } from './pages';

/** Ends the transaction over all rows: with it goes everything that was applied so far. */
class RolledBack extends Error {
  override readonly name = 'RolledBack';
  /** @param failed rows that could not be applied; none: the job's owner wants something else */
  constructor(readonly failed: PlacedResult[]) {
    super('the rows are applied all or not at all');
  }
}

/**
 * Applies all rows in one transaction, however many: either all are there or none is. Nothing is handed to a partner
 * before it is committed. A row that fails now, after it was found good, ends the job.
 */
export async function applyAllOrNothing(
  deps: JobActivityDeps,
  kind: Kind<unknown>,
  job: WalkedJob,
  turn: Turn,
): Promise<void> {
  try {
    await deps.db.transaction(async (tx) => {
      let { counts } = job;
      for await (const page of pagesAhead(deps, kind, job)) {
        const results = await applyItems(tx, deps, kind, job, page);
        const failed = results.filter(({ outcome }) => outcome === 'failed');
        if (failed.length > 0) throw new RolledBack(failed);
        await recordRows(tx, job.jobId, results);
        counts = counted(
          counts,
          results.map(({ outcome }) => outcome),
        );
        turn.beat(page.to);
        if ((await loadJob(deps.db, job.jobId))?.control !== 'run') throw new RolledBack([]);
      }
      await moveWalk(tx, job, counts, { step: 'advance', cursor: 0 });
    });
  } catch (err) {
    if (!(err instanceof RolledBack)) throw err;
    if (err.failed.length === 0) return;
    await deps.db.transaction((tx) => finishPage(tx, job, err.failed, { step: 'apply', cursor: 0 }));
  }
}

/** Takes rows that were committed at once further, page by page. */
export async function advancePages(
  deps: JobActivityDeps,
  kind: Kind<unknown>,
  job: WalkedJob,
  turn: Turn,
): Promise<void> {
  let walked = job;
  while (walked.step === 'advance') {
    const to = Math.min(walked.cursor + kind.pageSize, job.counts.total);
    await takeFurther(deps, kind, walked, await madeRows(deps.db, job.jobId, walked.cursor, to));
    const step = to < job.counts.total ? ('advance' as const) : ('done' as const);
    const from = walked;
    walked = await deps.db.transaction((tx) => moveWalk(tx, from, from.counts, { step, cursor: to }));
    turn.beat(walked.cursor);
    if (turn.isOver() || walked.control !== 'run') return;
  }
}
