import { next, policyOf, type OrderKey } from '../../domain/order';
import { applyPending, LEASE_MS } from '../../intake/page';
import { pendingAmong } from '../../store/inbox';
import { claimOrders, releaseLease } from '../../store/orders/claim';
import type { ActivityDeps } from '../deps';
import { tryStep, type StepTry } from '../tryStep';

/** A page is handed over in one call; a warehouse takes a hundred orders less quickly than one. Well within the lease. */
const PAGE_CALL_MS = 5_000;

/**
 * Releases the orders of a page that are due for it, in one call per warehouse, as their workflows would do one by one.
 * What does not succeed at once is left as it stands: the workflows, opened later, go on from there.
 */
export async function advanceOrders(deps: ActivityDeps, keys: readonly OrderKey[]): Promise<void> {
  if (keys.length === 0) return;
  const now = new Date().toISOString();
  const { claimed } = await claimOrders(deps.db, keys, { leaseMs: LEASE_MS });
  try {
    const due = claimed.flatMap(({ orderId, fence, state, settings }): StepTry[] => {
      const policy = policyOf(state.facts.channel, settings, deps.policy);
      const step = next(state, now, policy);
      if (step.do !== 'step' || step.step !== 'release') return [];
      return [{ orderId, fence, state, policy, attempt: step.attempt }];
    });
    await tryStep(deps, 'release', due, now, PAGE_CALL_MS);
  } finally {
    await releaseLease(deps.db, claimed);
  }
  // A warehouse that answers at once may have met the lease.
  await applyPending(deps, await pendingAmong(deps.db, keys));
}
