import { finishPage, type PlacedResult, type WalkedJob } from '../../store/jobs';
import type { JobActivityDeps, Turn } from './deps';
import type { Kind } from './kind';
import { pagesAhead, type ReadPage } from './pages';

/** What checking says of a page's rows: bad ones have failed; good ones are skipped where checking is all that is wanted. */
async function checkPage(
  deps: JobActivityDeps,
  kind: Kind<unknown>,
  job: WalkedJob,
  page: ReadPage,
): Promise<PlacedResult[]> {
  const errors = await kind.check(deps, job, page.items);
  const checked = page.items.flatMap(({ position }, at): PlacedResult[] => {
    const found = errors[at] ?? [];
    if (found.length > 0) return [{ position, outcome: 'failed', errors: found }];
    return job.params.mode === 'VALIDATE_ONLY' ? [{ position, outcome: 'skipped', result: { reason: 'VALID' } }] : [];
  });
  return [...page.broken, ...checked];
}

/** Checks page after page until the job or the turn ends; the walk then begins anew, to apply the rows. */
export async function checkPages(
  deps: JobActivityDeps,
  kind: Kind<unknown>,
  job: WalkedJob,
  turn: Turn,
): Promise<void> {
  let walked = job;
  for await (const page of pagesAhead(deps, kind, job)) {
    const results = await checkPage(deps, kind, walked, page);
    const after = job.params.mode === 'VALIDATE_ONLY' ? ('done' as const) : ('apply' as const);
    const isLast = page.to >= job.counts.total;
    const to = isLast
      ? { step: after, cursor: after === 'apply' ? 0 : page.to }
      : { step: 'check' as const, cursor: page.to };
    walked = await deps.db.transaction((tx) => finishPage(tx, walked, results, to));
    turn.beat(walked.cursor);
    if (turn.isOver() || walked.control !== 'run') return;
  }
}
