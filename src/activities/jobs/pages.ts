import { takePage, type PlacedResult, type WalkedJob } from '../../store/jobs';
import type { JobActivityDeps } from './deps';
import type { Kind, PageItem } from './kind';

/** Rows of a page, read: those that can be applied, and the outcomes of those that cannot. */
export interface ReadPage {
  from: number;
  /** Where the next page begins. */
  to: number;
  items: PageItem<unknown>[];
  broken: PlacedResult[];
}

export async function readPage(
  deps: JobActivityDeps,
  kind: Kind<unknown>,
  job: WalkedJob,
  { from, size }: { from: number; size: number },
): Promise<ReadPage> {
  const to = Math.min(from + size, job.counts.total);
  const rows = await takePage(deps.db, job.jobId, from, to);
  const read = await kind.read(deps, job, rows);
  const page: ReadPage = { from, to, items: [], broken: [] };
  rows.forEach(({ position, line }, at) => {
    const found = read[at];
    if (found && 'item' in found) page.items.push({ position, line, item: found.item });
    else page.broken.push({ position, outcome: 'failed', errors: found?.errors ?? [] });
  });
  return page;
}

/** The pages of a job from its cursor on; the next one is read while the caller works on the one before. */
export async function* pagesAhead(
  deps: JobActivityDeps,
  kind: Kind<unknown>,
  job: WalkedJob,
): AsyncGenerator<ReadPage> {
  const read = (from: number): Promise<ReadPage> | null => {
    if (from >= job.counts.total) return null;
    const reading = readPage(deps, kind, job, { from, size: kind.pageSize });
    // Its failure is met when it is awaited, which may be never.
    reading.catch(() => undefined);
    return reading;
  };
  for (let reading = read(job.cursor); reading;) {
    const page = await reading;
    reading = read(page.to);
    yield page;
  }
}
