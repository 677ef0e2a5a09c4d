import type { Envelope, Message, OrderState, Policy, StateChange, StepName, StepResult } from '../domain/order';
import { decide, evolve, intentDue, stepCause } from '../domain/order';
import { findOrders } from '../store/orders/read';
import { commitAll } from './commit';
import type { Decided } from './commit';
import type { ActivityDeps } from './deps';
import { STEP_CALLS } from './steps';
import type { Later, StepItem } from './steps/step';
import { isLater } from './steps/step';

export interface StepTry {
  orderId: number;
  fence: string;
  state: OrderState;
  policy: Policy;
  attempt: number;
}

/**
 * What the host does next: `go_on` with the events taken over; `reload`, because somebody else moved the order;
 * `call` again under the long retry policy, because the partner could not be asked or did not answer in time.
 */
export interface StepTryAnswer {
  /** Committed under the host's fence; cut to what its memory needs, because the answer goes into the history. */
  events: StateChange[];
  then: 'go_on' | 'reload' | 'call';
}

/** A warehouse that has not answered by then is asked beside the loop, so that the order's host stays free. */
export const QUICK_CALL_MS = 800;

interface Running extends StepTry {
  answer: StepTryAnswer;
}

/** Decides one message per running order and commits them together; orders that lost their row stop here. */
async function commitEach(
  deps: ActivityDeps,
  running: Running[],
  step: StepName,
  now: string,
  toMessage: (run: Running) => Message,
  phase: 'intent' | 'outcome',
): Promise<Running[]> {
  const decided = running.map((run): Decided => {
    const { orderId, fence, state, policy, attempt } = run;
    const cause = stepCause(state, step, attempt, phase);
    const envelope: Envelope = { cause, at: now, actor: 'system', message: toMessage(run) };
    const decision = decide(state, envelope, policy);
    const after = 'event' in decision ? evolve(state, decision.event) : state;
    return { orderId, fence, sequence: state.sequence, cause, decision, after, policy };
  });
  const answers = await commitAll(deps, decided);
  return running.filter((run, i) => {
    const item = decided[i];
    const event = item && 'event' in item.decision ? item.decision.event : null;
    if (!item || !event || answers[i]?.outcome !== 'ok') {
      run.answer.then = 'reload';
      return false;
    }
    run.state = item.after;
    const { type, at, change } = event;
    run.answer.events.push({ type, at, change });
    return true;
  });
}

async function callAll(
  deps: ActivityDeps,
  step: StepName,
  calling: Running[],
  timeoutMs: number,
): Promise<(StepResult | Later)[]> {
  const records = await findOrders(
    deps.db,
    calling.map(({ state }) => state.key),
  );
  const byId = new Map(records.map((record) => [record.orderId, record]));
  const items = calling.map(({ orderId, state, attempt }): StepItem => {
    const record = byId.get(orderId);
    if (!record) throw new Error(`order ${orderId} has no row`);
    return { state, attempt, record };
  });
  return STEP_CALLS[step](deps, items, { timeoutMs });
}

/**
 * One quick try of a step for a list of orders: intent committed, one call, outcome committed. The order workflow brings
 * one order, a job page up to a hundred. Answers come in the order given.
 */
export async function tryStep(
  deps: ActivityDeps,
  step: StepName,
  tries: StepTry[],
  now: string,
  timeoutMs = QUICK_CALL_MS,
): Promise<StepTryAnswer[]> {
  const all = tries.map((item): Running => ({ ...item, answer: { events: [], then: 'go_on' } }));
  const owing = all.filter((run) => intentDue(run.state, step));
  const ready = all.filter((run) => !owing.includes(run));
  const intended =
    owing.length > 0
      ? await commitEach(deps, owing, step, now, ({ attempt }) => ({ type: 'intent', step, attempt }), 'intent')
      : [];
  const calling = all.filter((run) => ready.includes(run) || intended.includes(run));

  const results = calling.length > 0 ? await callAll(deps, step, calling, timeoutMs) : [];
  const outcomes = new Map<Running, StepResult>();
  calling.forEach((run, i) => {
    const result: StepResult | Later = results[i] ?? { later: 'NO_ANSWER' };
    if (isLater(result)) run.answer.then = 'call';
    else outcomes.set(run, result);
  });
  const answered = calling.filter((run) => outcomes.has(run));
  if (answered.length > 0) {
    const outcome = (run: Running): Message => ({
      type: 'outcome',
      step,
      attempt: run.attempt,
      result: outcomes.get(run) as StepResult,
    });
    await commitEach(deps, answered, step, new Date().toISOString(), outcome, 'outcome');
  }
  return all.map((run) => run.answer);
}
