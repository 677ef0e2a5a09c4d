import { isCancellation, proxyActivities, proxyLocalActivities } from '@temporalio/workflow';
import type { OrderActivities } from '../../activities';
import { QUEUES } from '../../messages/queues';

/** Our own database: a commit takes about a millisecond; more than two seconds means that PostgreSQL is away. */
const OWN_LOCAL = {
  startToCloseTimeout: '2s',
  scheduleToCloseTimeout: '2s',
  retry: { initialInterval: '50ms', backoffCoefficient: 2, maximumInterval: '500ms' },
} as const;

/** The same calls while PostgreSQL is away: an ordinary activity waits outside the workflow task, for as long as it takes. */
const OWN_DURABLE = {
  startToCloseTimeout: '10s',
  retry: { initialInterval: '1s', backoffCoefficient: 1.5, maximumInterval: '10s' },
} as const;

const local = proxyLocalActivities<OrderActivities>(OWN_LOCAL);
const durable = proxyActivities<OrderActivities>(OWN_DURABLE);

async function localFirst<T>(quick: () => Promise<T>, lasting: () => Promise<T>): Promise<T> {
  try {
    return await quick();
  } catch (err) {
    if (isCancellation(err)) throw err;
    return lasting();
  }
}

export const claimOrder: OrderActivities['claimOrder'] = (input) =>
  localFirst(
    () => local.claimOrder(input),
    () => durable.claimOrder(input),
  );

export const commitDecision: OrderActivities['commitDecision'] = (item) => {
  const summary = 'event' in item.decision ? item.decision.event.type : 'no effect';
  return localFirst(
    () => local.commitDecision.executeWithOptions({ summary }, [item]),
    () => durable.commitDecision.executeWithOptions({ summary }, [item]),
  );
};

/** One quick try of a partner step: intent, call of at most 800 ms, outcome. Never retried as a whole: its intent is committed. */
export const stepTry = proxyLocalActivities<OrderActivities>({
  startToCloseTimeout: '5s',
  retry: { maximumAttempts: 1 },
});

/** Repeatable partner calls, tried until they are answered; 75 s leaves room for a partner that takes a minute. */
export const repeatable = proxyActivities<OrderActivities>({
  taskQueue: QUEUES.partners,
  startToCloseTimeout: '75s',
  retry: { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '30s' },
});

/** A quote answers somebody who waits for it: after a minute of trying there is none. */
export const answered = proxyActivities<OrderActivities>({
  taskQueue: QUEUES.partners,
  startToCloseTimeout: '20s',
  scheduleToCloseTimeout: '60s',
  retry: { initialInterval: '500ms', backoffCoefficient: 2, maximumInterval: '5s' },
});

/** Irreversible calls: one try, then the outcome is looked up. Longer than the slowest carrier we know (60 s). */
export const once = proxyActivities<OrderActivities>({
  taskQueue: QUEUES.partners,
  startToCloseTimeout: '70s',
  retry: { maximumAttempts: 1 },
});
