import { isDeepStrictEqual } from 'node:util';
import type { Decision, EventType, OrderState, Policy, Refusal } from '../domain/order';
import { policyOf, rowFacts } from '../domain/order';
import { findBusinessUnits, recentUnit, type BusinessUnit } from '../store/businessUnits';
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

type Deps = Pick<ActivityDeps, 'db' | 'policy'>;

/**
 * Whether the unit's settings are no longer those that a decision rests on: then it is not written, and its host loads the
 * order with them and decides again. What was read a moment ago may be the older of the two, so a difference is looked up.
 */
async function isOutdated({ db, policy: durations }: Deps, { after, policy }: Decided): Promise<boolean> {
  const { key, facts } = after;
  const same = (unit: BusinessUnit | null | undefined): boolean =>
    isDeepStrictEqual(policyOf(facts.channel, unit?.settings ?? {}, durations), policy);
  if (same(await recentUnit(db, key.businessUnitId))) return false;
  const [now] = await findBusinessUnits(db, [key.businessUnitId]);
  return !same(now);
}

/**
 * Writes decisions, one statement for the whole list: each a compare-and-set that looks for its cause first. One that
 * rests on settings of before is `stale`.
 */
export async function commitAll(deps: Deps, decided: Decided[]): Promise<CommitAnswer[]> {
  const outdated = await Promise.all(decided.map((item) => isOutdated(deps, item)));
  const current = decided.filter((_, at) => !outdated[at]);
  const answers = await commitCurrent(deps, current);
  return outdated.map((isOld): CommitAnswer =>
    isOld ? { outcome: 'stale' } : (answers.shift() ?? { outcome: 'stale' }),
  );
}

async function commitCurrent({ db }: Deps, decided: Decided[]): Promise<CommitAnswer[]> {
  const results = await commitDecisions(db, decided.map(toItem));
  return results.map(({ outcome, refusal, event }): CommitAnswer => {
    if (outcome === 'repeat') return { outcome, eventType: event?.type };
    if (outcome === 'refused' && refusal) return { outcome, refusal };
    return { outcome: outcome === 'ok' ? 'ok' : 'stale' };
  });
}
