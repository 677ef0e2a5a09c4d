import {
  decide,
  evolve,
  policyOf,
  rowFacts,
  type Envelope,
  type OrderKey,
  type Policy,
  type PolicyDurations,
} from '../domain/order';
import type { Database } from '../store/database';
import { claimOrders, releaseLease, type ClaimedOrder, type ClaimKey } from '../store/orders/claim';
import { commitDecisions, type CommitItem, type CommitResult } from '../store/orders/commit';

/** Long enough for a page of 100, short enough that a dead host's orders are soon free again; milliseconds. */
export const LEASE_MS = 15_000;
export const PAGE_SIZE = 100;

export interface PageReport {
  /** Messages that are applied now. */
  applied: number;
  /** Orders that another host had or took, a workflow that has just begun too; their messages stay pending. */
  passed: OrderKey[];
}

/**
 * Applies the pending messages of orders whose workflow does not run: claims them with a lease, decides one message
 * of each order at a time, commits, lets go. At most `PAGE_SIZE` keys.
 */
export async function applyPending(
  deps: { db: Database; policy: PolicyDurations },
  keys: readonly ClaimKey[],
): Promise<PageReport> {
  const { claimed, leased, remarked } = await claimOrders(deps.db, keys, { leaseMs: LEASE_MS });
  const report: PageReport = {
    applied: 0,
    passed: [...leased, ...remarked].map(({ businessUnitId, orderNumber }) => ({ businessUnitId, orderNumber })),
  };
  try {
    let open = claimed.map((order) => ({
      order,
      policy: policyOf(order.state.facts.channel, order.settings, deps.policy),
    }));
    while ((open = open.filter(({ order }) => order.pending.length > 0)).length > 0) {
      const items = open.map(({ order, policy }) => decideNext(order, policy));
      const results = await commitDecisions(deps.db, items);
      open = open.filter(({ order }, at) => advance(order, items[at], results[at], report));
    }
  } finally {
    await releaseLease(deps.db, claimed);
  }
  return report;
}

/** Decides an order's oldest pending message. */
function decideNext(order: ClaimedOrder, policy: Policy): CommitItem {
  const envelope = order.pending[0];
  if (!envelope) throw new RangeError('nothing is pending');
  return decideOn(order, envelope, policy);
}

/** What a message does to a claimed order, ready to be committed. */
export function decideOn(
  { orderId, fence, state }: Pick<ClaimedOrder, 'orderId' | 'fence' | 'state'>,
  envelope: Envelope,
  policy: Policy,
): CommitItem {
  const base = { orderId, fence, sequence: state.sequence, cause: envelope.cause };
  const decision = decide(state, envelope, policy);
  if ('refusal' in decision) return { ...base, kind: 'refusal', refusal: decision.refusal };
  if ('nothing' in decision) return { ...base, kind: 'nothing' };
  const after = evolve(state, decision.event);
  return { ...base, kind: 'event', event: decision.event, state: after, row: rowFacts(after, policy) };
}

/** Whether the page goes on with this order; a stale one belongs to another host now. */
function advance(
  order: ClaimedOrder,
  item: CommitItem | undefined,
  result: CommitResult | undefined,
  report: PageReport,
): boolean {
  if (!item || !result || result.outcome === 'stale') {
    report.passed.push(order.key);
    return false;
  }
  // A repeat or a kept refusal was applied before the claim: the claimed state has it already.
  if (result.outcome === 'ok' && item.kind === 'event') order.state = item.state;
  order.pending = order.pending.slice(1);
  report.applied += 1;
  return true;
}
