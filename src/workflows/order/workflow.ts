import {
  allHandlersFinished,
  ApplicationFailure,
  condition,
  continueAsNew,
  defineQuery,
  defineSignal,
  defineUpdate,
  isCancellation,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import type { StepTryAnswer } from '../../activities';
import type { Callback, Command, Envelope, OrderState, StepName, StepResult } from '../../domain/order';
import { intentDue, next, stepCause } from '../../domain/order';
import type { CommandAnswer, OrderInput } from '../../messages/order';
import { COMMAND_UPDATE, DELIVER_SIGNAL, LOOK_SIGNAL, STATE_QUERY } from '../../messages/order';
import { Alarm } from './alarm';
import { callBeside, NEVER_LOCAL, stepSummary } from './beside';
import { OrderHost } from './host';
import { Queue } from './inbox';
import { stepTry } from './proxies';
import { OrderView } from './view';

const commandUpdate = defineUpdate<CommandAnswer, [Envelope<Command>]>(COMMAND_UPDATE);
const deliverSignal = defineSignal<[Envelope<Callback>]>(DELIVER_SIGNAL);
const lookSignal = defineSignal(LOOK_SIGNAL);
const stateQuery = defineQuery<OrderState | null>(STATE_QUERY);

/** A try that did not come back may have committed something: the row says what. */
function lost(err: unknown): StepTryAnswer {
  if (isCancellation(err)) throw err;
  return { events: [], then: 'reload' };
}

/**
 * One sales order, from acceptance to its end. A small loop around the pure core: take one message, decide, commit,
 * take the next; with no message, do what `next` says is due. It holds nothing that the row does not hold, so it can be
 * started again at any time, also for a late fact about a closed order.
 */
export async function salesOrder(input: OrderInput): Promise<void> {
  const queue = new Queue();
  const host = new OrderHost(input, (callback) => queue.push(callback));
  const alarm = new Alarm();
  const view = new OrderView();
  let look = false;
  /** A partner call that runs beside the loop. */
  let busy = false;

  setHandler(commandUpdate, async (command) => {
    const entry = queue.push(command);
    await condition(() => entry.handled !== undefined);
    if (entry.handled && 'refused' in entry.handled) {
      const { code, detail } = entry.handled.refused;
      throw ApplicationFailure.nonRetryable(detail, code);
    }
    return { sequence: host.state.sequence, status: host.state.status, eventType: entry.handled?.done?.type ?? null };
  });
  setHandler(deliverSignal, (callback) => void queue.push(callback));
  setHandler(lookSignal, () => void (look = true));
  setHandler(stateQuery, () => host.state ?? null);

  const beside = (step: StepName, attempt: number): void => {
    busy = true;
    const cause = stepCause(host.state, step, attempt, 'outcome');
    callBeside(host.state, step, attempt, (result: StepResult) => {
      const at = new Date().toISOString();
      queue.push({ cause, at, actor: 'system', message: { type: 'outcome', step, attempt, result } });
    });
  };

  const runStep = async (step: StepName, attempt: number): Promise<void> => {
    const { state, policy, orderId, fence } = host;
    if (NEVER_LOCAL.includes(step)) {
      if (intentDue(state, step)) {
        const cause = stepCause(state, step, attempt, 'intent');
        const at = new Date().toISOString();
        const handled = await host.handle({ cause, at, actor: 'system', message: { type: 'intent', step, attempt } });
        if (!('done' in handled) || !handled.done) return;
      }
      return beside(step, attempt);
    }
    const now = new Date().toISOString();
    const input = { orderId, fence, state, policy, step, attempt, now };
    const summary = stepSummary(state, step, attempt);
    const tried = await stepTry.tryStep.executeWithOptions({ summary }, [input]).catch(lost);
    host.follow(tried.events);
    if (tried.then === 'reload') await host.mustLoad();
    if (tried.then === 'call') beside(step, attempt);
  };

  if (!(await host.load())) return;
  look = false;
  for (;;) {
    if (look) {
      look = false;
      await host.mustLoad();
    }
    const { first } = queue;
    if (first) {
      if (first.envelope.message.type === 'outcome') busy = false;
      queue.done(await host.handle(first.envelope));
      continue;
    }
    const due = next(host.state, new Date().toISOString(), host.policy, busy);
    if (due.do === 'step') await runStep(due.step, due.attempt);
    else if (due.do === 'message') queue.push(due.envelope);
    else {
      view.show(host.state, host.policy, busy);
      if (due.do === 'end' && queue.empty && allHandlersFinished()) return;
      if (due.do === 'wait') alarm.set(due.until);
      const canRenew = () => !busy && queue.empty && allHandlersFinished();
      if (workflowInfo().continueAsNewSuggested && canRenew()) await continueAsNew<typeof salesOrder>(input);
      await condition(() => !queue.empty || look || alarm.ringing || (due.do === 'end' && allHandlersFinished()));
      alarm.quiet();
    }
  }
}
