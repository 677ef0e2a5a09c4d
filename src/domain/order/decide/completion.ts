import type { Decision, OrderEvent, Policy } from '../event';
import type { Envelope } from '../message';
import { raise, settle, SETTLED_BY_CLOSING } from '../exceptions';
import { backorderRest, cancelRest } from '../quantities';
import { fillPolicyOf } from '../settings';
import type { OrderState } from '../state';
import { happened } from './outcome-of';

/** Number of the child that carries the rest: `{number}-B1`, and `-B2` for what the child itself was short of. */
export function backorderNumber(state: OrderState): string {
  const [, base, n] = /^(.*)-B(\d+)$/.exec(state.key.orderNumber) ?? [];
  return state.parent && base ? `${base}-B${Number(n) + 1}` : `${state.key.orderNumber}-B1`;
}

/**
 * Closes an order of which the warehouse will not ship more, by its fill policy: `"3"` backorders the rest, `"1"` and
 * `"2"` cancel it; a fill-or-kill order that left in part needs a person. `change` is what else the message brought.
 * The unit's settings count as they are now, not as they were when the order came.
 */
export function closeShort(
  state: OrderState,
  env: Envelope,
  change: OrderEvent['change'],
  data: Record<string, unknown>,
  policy: Policy,
): Decision {
  const fillPolicy = fillPolicyOf(state.facts.fillPolicy, policy);
  const backorders = fillPolicy === '3' && state.cancellation.state !== 'requested';
  const missing = (state.completion?.expected ?? []).filter((id) => !state.shipments.some((s) => s.shipmentId === id));
  let exceptions = settle(state.exceptions, SETTLED_BY_CLOSING, env.at, 'order closed');
  if (missing.length > 0) exceptions = raise({ ...state, exceptions }, 'SHIPMENTS_MISSING', env);
  if (fillPolicy === '1') exceptions = raise({ ...state, exceptions }, 'FILL_OR_KILL_BROKEN', env);
  const backorder = backorders ? { number: backorderNumber(state), state: 'due' as const } : null;
  const requested = state.cancellation.state === 'requested';
  return happened(
    env,
    'closed_short',
    backorder
      ? `Closed short; the rest is backordered as ${backorder.number}.`
      : 'Closed short; the rest is cancelled.',
    {
      ...change,
      exceptions,
      backorder,
      lines: backorders ? backorderRest(state.lines) : cancelRest(state.lines),
      holds: [],
      closedAs: 'CLOSED_SHORT',
      closedAt: env.at,
      cancellation: requested ? { ...state.cancellation, state: 'too_late', answeredAt: env.at } : state.cancellation,
    },
    { ...data, backorder: backorder?.number ?? null },
  );
}
