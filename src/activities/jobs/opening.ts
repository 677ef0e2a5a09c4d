import { noteOpened, unopenedOrders, type WalkedJob } from '../../store/jobs';
import type { JobActivityDeps, Turn } from './deps';

/** Rows per batch of starts. */
const BATCH = 100;

/**
 * Opens the workflows of a job's orders, batch after batch until the job or the turn ends. What the orders have come to
 * meanwhile stands in their rows; one that a command or a deadline has started is left alone.
 */
export async function openOrders(deps: JobActivityDeps, job: WalkedJob, turn: Turn): Promise<void> {
  const { jobId } = job;
  const namespaceId = await deps.opening.namespaceId();
  for (let from = job.opened; from < job.counts.total;) {
    const to = Math.min(from + BATCH, job.counts.total);
    const rows = { jobId, from, to, namespaceId };
    await deps.opening.open(await unopenedOrders(deps.db, rows));
    await deps.db.transaction((tx) => noteOpened(tx, { ...rows, last: to >= job.counts.total }));
    turn.beat(to);
    if (turn.isOver()) return;
    from = to;
  }
}
