import { isCancellation, proxyActivities, proxyLocalActivities } from '@temporalio/workflow';
import type { InboundActivities, Turn } from '../../activities/inbound';
import type { InboundInput } from '../../messages/inbound';
import { QUEUES } from '../../messages/queues';

/** Own commits, as in an order's workflow: quick first, then for as long as PostgreSQL is away. */
const quick = proxyLocalActivities<InboundActivities>({ startToCloseTimeout: '2s', scheduleToCloseTimeout: '2s' });
const lasting = proxyActivities<InboundActivities>({
  startToCloseTimeout: '10s',
  retry: { initialInterval: '1s', backoffCoefficient: 1.5, maximumInterval: '10s' },
});

/** The warehouse is asked for as long as it takes; 75 s leaves room for one that takes a minute. */
export const warehouse = proxyActivities<InboundActivities>({
  taskQueue: QUEUES.partners,
  startToCloseTimeout: '75s',
  retry: { initialInterval: '500ms', backoffCoefficient: 2, maximumInterval: '5s' },
});

export async function turn(input: InboundInput): Promise<Turn | null> {
  try {
    return await quick.turnInbound(input);
  } catch (err) {
    if (isCancellation(err)) throw err;
    return lasting.turnInbound(input);
  }
}
