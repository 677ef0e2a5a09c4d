import type { Envelope, OrderState, Policy } from '../domain/order';
import { policyOf } from '../domain/order';
import type { OrderInput } from '../messages/order';
import { claimOrders } from '../store/orders/claim';
import type { ActivityDeps } from './deps';

export type ClaimAnswer =
  | { kind: 'claimed'; orderId: number; fence: string; state: OrderState; policy: Policy; pending: Envelope[] }
  /** A job page holds the order under a lease. */
  | { kind: 'leased' }
  | { kind: 'unknown' };

/**
 * Loads one order and takes it over: from now on only writes under the returned fence are accepted, and the row says
 * where its workflow runs. So a callback that a partner call of this workflow brings about finds the mark.
 */
export async function claimOrder({ db, policy }: ActivityDeps, input: OrderInput): Promise<ClaimAnswer> {
  const { startedIn, ...key } = input;
  const { claimed, leased } = await claimOrders(db, [key], { startedIn });
  const [order] = claimed;
  if (!order) return leased.length > 0 ? { kind: 'leased' } : { kind: 'unknown' };
  const { orderId, fence, state, settings, pending } = order;
  return { kind: 'claimed', orderId, fence, state, pending, policy: policyOf(state.facts.channel, settings, policy) };
}
