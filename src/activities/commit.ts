import type { Decision, EventType, OrderState, Policy, Refusal } from '../domain/order';
import { rowFacts } from '../domain/order';
import { commitDecisions } from '../store/orders/commit';
import type { CommitItem } from '../store/orders/commit';
import type { ActivityDeps } from './deps';

export interface Decided {
  orderId: number;
  fence: string;
  /** The sequence that was decided on. */
  sequence: number;
  cause: string;
  decision: Decision;
  /** The state after the event; the same state where there is none. */
  after: OrderState;
  policy: Policy;
  /** Of a command: its answer is kept also where it has no effect. */
  keep?: boolean;
}

export type CommitAnswer =
  | { outcome: 'ok' | 'stale' }
  /** `eventType`: what it did the first time; absent where it had no effect. */
  | { outcome: 'repeat'; eventType?: EventType }
  | { outcome: 'refused'; refusal: Refusal };

function toItem({ orderId, fence, sequence, cause, decision, after, policy, keep }: Decided): CommitItem {
  const base = { orderId, fence, sequence, cause };
  if ('refusal' in decision) return { ...base, kind: 'refusal', refusal: decision.refusal };
  if ('nothing' in decision) return { ...base, kind: 'nothing', keep };
  return { ...base, kind: 'event', event: decision.event, state: after, row: rowFacts(after, policy) };
}

/** Writes decisions, one statement for the whole list: each a compare-and-set that looks for its cause first. */
export async function commitAll({ db }: Pick<ActivityDeps, 'db'>, decided: Decided[]): Promise<CommitAnswer[]> {
  const results = await commitDecisions(db, decided.map(toItem));
  return results.map(({ outcome, refusal, event }): CommitAnswer => {
    if (outcome === 'repeat') return { outcome, eventType: event?.type };
    if (outcome === 'refused' && refusal) return { outcome, refusal };
    return { outcome: outcome === 'ok' ? 'ok' : 'stale' };
  });
}
