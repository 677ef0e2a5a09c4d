import { processed } from '../../domain/job';
import { finishPage, singleIsDue, StalePage, type PlacedResult, type WalkedJob } from '../../store/jobs';
import type { Queries } from '../../store/database';
import type { JobActivityDeps, Turn } from './deps';
import type { AppliedRow, Kind } from './kind';
import { pagesAhead, type ReadPage } from './pages';

/** So many pages may be on their way to the partners while the next is written. */
const ADVANCING = 2;

/** A single order takes a tenth of this to the warehouse; what is older is not waited for here. */
const SINGLE_MS = 1_000;

/** Applies the items of a page in a transaction; results of all its rows. */
export async function applyItems(
  tx: Queries,
  deps: JobActivityDeps,
  kind: Kind<unknown>,
  job: WalkedJob,
  page: ReadPage,
): Promise<PlacedResult[]> {
  const results = page.items.length > 0 ? await kind.applyPage(tx, deps, job, page.items) : [];
  const placed = page.items.map(({ position }, at): PlacedResult => {
    const result = results[at];
    if (!result) throw new Error(`row ${position} has no result`);
    return { position, ...result };
  });
  return [...page.broken, ...placed];
}

const appliedRows = (results: readonly PlacedResult[]): AppliedRow[] =>
  results.map(({ position, orderId = null, result = null }) => ({ position, orderId, result }));

interface Committed {
  job: WalkedJob;
  results: PlacedResult[];
}

/** One transaction: what the rows do, their outcomes, and the walk's next place. */
function commitPage(deps: JobActivityDeps, kind: Kind<unknown>, job: WalkedJob, page: ReadPage): Promise<Committed> {
  return deps.db.transaction(async (tx) => {
    const results = await applyItems(tx, deps, kind, job, page);
    const isLast = page.to >= job.counts.total;
    const moved = await finishPage(tx, job, results, { step: isLast ? 'done' : 'apply', cursor: page.to });
    return { job: moved, results };
  });
}

/** The data of a row is at fault (its form, a constraint, a limit), and not the database or the way to it. */
function isRowFault(err: unknown): boolean {
  const { code, cause } = err as { code?: unknown; cause?: { code?: unknown } };
  const state = cause?.code ?? code;
  if (typeof state === 'string') return /^(22|23|54)[0-9A-Z]{3}$/.test(state);
  return err instanceof TypeError || err instanceof RangeError;
}

const poisoned = (position: number): PlacedResult => ({
  position,
  outcome: 'failed',
  retryable: true,
  errors: [{ code: 'INTERNAL_ERROR', message: 'The row could not be applied.', field: '', pointer: '#' }],
});

/** A page that cannot be committed is committed row by row, so that the row at fault fails alone. */
async function commitRows(
  deps: JobActivityDeps,
  kind: Kind<unknown>,
  job: WalkedJob,
  page: ReadPage,
): Promise<Committed> {
  const committed: Committed = { job, results: [] };
  for (let from = page.from; from < page.to; from += 1) {
    const ofRow = <T extends { position: number }>(rows: T[]): T[] => rows.filter(({ position }) => position === from);
    const row = { ...page, from, to: from + 1, items: ofRow(page.items), broken: ofRow(page.broken) };
    const one = await commitPage(deps, kind, committed.job, row).catch((err: unknown) => {
      if (!isRowFault(err)) throw err;
      deps.log.error({ err, jobId: job.jobId, position: from }, 'a row could not be applied');
      return commitPage(deps, kind, committed.job, { ...row, items: [], broken: [poisoned(from)] });
    });
    committed.job = one.job;
    committed.results.push(...one.results);
  }
  return committed;
}

/**
 * Applies page after page until the job, the turn or the owner's patience ends. While a page is taken further (to the
 * warehouse), the next one is written.
 */
export async function applyPages(
  deps: JobActivityDeps,
  kind: Kind<unknown>,
  job: WalkedJob,
  turn: Turn,
): Promise<void> {
  const advancing = new Set<Promise<void>>();
  const namespaceId = await deps.opening.namespaceId();
  const singles = () => singleIsDue(deps.db, { namespaceId, recentMs: SINGLE_MS });
  let walked = job;
  try {
    for await (const page of pagesAhead(deps, kind, job)) {
      await deps.precedence.giveWay(processed(walked.counts), singles);
      const committed = await commitPage(deps, kind, walked, page).catch((err: unknown) => {
        if (!isRowFault(err)) throw err;
        return commitRows(deps, kind, walked, page);
      });
      walked = committed.job;
      turn.beat(walked.cursor);
      while (advancing.size >= ADVANCING) await Promise.race(advancing);
      const work: Promise<void> = takeFurther(deps, kind, walked, appliedRows(committed.results)).finally(() =>
        advancing.delete(work),
      );
      advancing.add(work);
      if (turn.isOver() || walked.control !== 'run') break;
    }
  } catch (err) {
    if (!(err instanceof StalePage)) throw err;
    deps.log.warn({ jobId: job.jobId }, 'another walker has the job');
  } finally {
    await Promise.all(advancing);
  }
}

/** What is committed stays, whatever becomes of the partners' calls: then the orders' workflows make them. */
export async function takeFurther(
  deps: JobActivityDeps,
  kind: Kind<unknown>,
  job: WalkedJob,
  applied: readonly AppliedRow[],
): Promise<void> {
  try {
    await kind.advance?.(deps, job, applied);
  } catch (err) {
    deps.log.warn({ err, jobId: job.jobId }, 'a page of orders is left to their workflows');
  }
}
