import type { StepName, StepResult } from '../../src/domain/order';
import { intentDue, stepCause } from '../../src/domain/order';
import { decideOn, order, patched, post } from './order';
import { commit } from './record';
import type { Host, Model, Try, World } from './state';
import { receive } from './warehouse';

/** One try of a partner step: intent committed, one call, outcome committed; each of the three is one atomic move. */

export const startTry = (host: Host, step: StepName, attempt: number): Try => ({
  step,
  attempt,
  phase: 'intent',
  s: host.s,
  result: '',
});

export function outcomeNamed(cause: string, step: StepName, attempt: number, kind: string): string {
  const result = (kind === 'created' ? { kind, orderNumber: 'N-1-B1' } : { kind, code: 'X' }) as StepResult;
  return post(`${cause}=${kind}`, { type: 'outcome', step, attempt, result }, cause);
}

const intentNamed = (s: number, step: StepName, attempt: number): string =>
  post(stepCause(order(s), step, attempt, 'intent'), { type: 'intent', step, attempt });

/** The request as it goes out: its message id names order, step and attempt. */
export function requestOf(model: Model, world: World, step: StepName, attempt: number): string {
  if (step !== 'release' || model.rules.sameId) return `${step}/${attempt}`;
  return `${step}/${++world.tries}`;
}

/** Like the answer of a try: go on with what it committed, load again, or call under the long retry policy. */
export type Tried = 'go on' | 'reload' | 'call';
export type Mishap = 'timeout' | 'turn away' | null;

/** The next move of a host's try; null while it is not at its end. */
export function tryOn(model: Model, world: World, host: Host, mishap: Mishap = null): Tried | null {
  const t = host.try as Try;
  const tried = advance(model, world, host, t, mishap);
  if (tried) {
    host.s = t.s;
    host.try = null;
  }
  return tried;
}

function advance(model: Model, world: World, host: Host, t: Try, mishap: Mishap): Tried | null {
  const { step, attempt } = t;
  if (t.phase === 'intent') {
    t.phase = 'call';
    if (!intentDue(order(t.s), step)) return null;
    const name = intentNamed(t.s, step, attempt);
    return model.rules.intent ? write(model, world, host, t, name) : pretend(t, name);
  }
  if (t.phase === 'call') {
    const request = requestOf(model, world, step, attempt);
    if (mishap === 'timeout') {
      world.wire.push(request);
      return 'call';
    }
    t.result = receive(model, world, request, mishap === 'turn away');
    t.phase = 'outcome';
    return null;
  }
  const cause = stepCause(order(t.s), step, attempt, 'outcome');
  return write(model, world, host, t, outcomeNamed(cause, step, attempt, t.result)) ?? 'go on';
}

/** A commit of the try: whatever is not written anew sends the host back to the row. */
function write(model: Model, world: World, host: Host, t: Try, name: string): Tried | null {
  const as: Host = { s: t.s, fence: host.fence, try: null };
  const written = commit(model, world, as, name);
  t.s = as.s;
  if (written === 'ok' || (written === 'repeat' && !model.rules.reloadRepeat)) return null;
  return 'reload';
}

/** Without the rule of intents: the call is made, and nothing says so until its outcome is written. */
function pretend(t: Try, name: string): null {
  t.s = patched(decideOn(t.s, name).after, { sequence: order(t.s).sequence });
  return null;
}
