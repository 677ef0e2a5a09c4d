import { findLeftInbound } from '../../store/inbound';
import { OVERDUE_MS, UNMARKED_MS } from '../sweepOrders';
import { createThrottle } from '../throttle';
import type { IntakeDeps } from '../types';
import { inboundWorkflowId } from '../../messages/ids';

const EVERY_MS = 2_000;
const PER_SWEEP = 20;
/** Read more than can be done, so that a few hopeless rows do not hide all others. */
const READ = 200;

/** Tells documents to look at their rows that were left: after a crash, a loss, or while Temporal was away. */
export function createInboundSweep({
  db,
  gateway,
}: Pick<IntakeDeps, 'db' | 'gateway'>): (namespaceId: string) => Promise<void> {
  const throttle = createThrottle(10_000, 600_000);
  let dueAt = 0;
  return async (namespaceId) => {
    if (Date.now() < dueAt) return;
    dueAt = Date.now() + EVERY_MS;
    const found = await findLeftInbound(db, {
      namespaceId, olderThanMs: UNMARKED_MS, overdueMs: OVERDUE_MS, limit: READ,
    }); // prettier-ignore
    const due = found.filter((key) => throttle.take(`${namespaceId}/${inboundWorkflowId(key)}`)).slice(0, PER_SWEEP);
    for (const key of due) await gateway.lookInbound(key);
  };
}
