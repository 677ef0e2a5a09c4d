import type { Policy } from './event';
import type { DeadlineMessage, Envelope, StepName } from './message';
import type { Instant, OrderState } from './state';
import type { Deadline } from './deadlines';
import { firstDeadline } from './deadlines';
import { dueStep, stepAttempt } from './steps';

/** What a host does with an order when no message is waiting. */
export type Next =
  | { do: 'step'; step: StepName; attempt: number }
  | { do: 'message'; envelope: Envelope<DeadlineMessage> }
  | { do: 'wait'; until: Deadline | null }
  | { do: 'end' };

/**
 * What is due at `now`. `busy`: a partner call runs beside the host, so no further step is due until its outcome
 * arrives; deadlines still are.
 */
export function next(state: OrderState, now: Instant, policy: Policy, busy = false): Next {
  const first = firstDeadline(state, policy);
  if (first && first.at <= now) {
    const message: DeadlineMessage = { type: 'deadline', kind: first.kind };
    const cause = `deadline/${first.kind}/${state.sequence}`;
    return { do: 'message', envelope: { cause, at: now, actor: 'system', message } };
  }
  const step = busy ? null : dueStep(state, now);
  if (step) return { do: 'step', step, attempt: stepAttempt(state, step) };
  if (state.closedAs && !busy) return { do: 'end' };
  return { do: 'wait', until: first };
}
