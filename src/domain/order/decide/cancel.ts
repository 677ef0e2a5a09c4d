import type { Decision, OrderEvent } from '../event';
import type { Callback, Envelope } from '../message';
import { raise, settle, SETTLED_BY_CLOSING } from '../exceptions';
import { cancelRest } from '../quantities';
import type { Instant, OrderState } from '../state';
import { unitsShipped, withWarehouse } from '../status';
import { happened, nothing, refused } from './outcome-of';

/** Facts of an order whose open rest is cancelled: CANCELLED, or CLOSED_SHORT when something had left before. */
export function closeCancelled(state: OrderState, at: Instant): OrderEvent['change'] {
  return {
    lines: cancelRest(state.lines),
    holds: [],
    closedAt: at,
    closedAs: unitsShipped(state) > 0 ? 'CLOSED_SHORT' : 'CANCELLED',
    cancellation: { ...state.cancellation, state: 'accepted', answeredAt: at },
    exceptions: settle(state.exceptions, SETTLED_BY_CLOSING, at, 'order closed'),
  };
}

/** A carrier that is, or may be, booked must be released before the order can close. */
export const carrierEngaged = (state: OrderState): boolean =>
  ['booking', 'booking_unknown', 'voiding'].includes(state.tms.state) ||
  (state.tms.state === 'booked' && state.tms.booking?.status === 'BOOKED');

/**
 * Starts a cancellation: at once while nobody outside has the order; else negotiated, warehouse first, carrier second.
 * Used by the client's command and by the customer's dates.
 */
export function requestCancel(state: OrderState, env: Envelope, reason: string): Decision {
  const cancellation = {
    state: 'requested' as const,
    reason,
    requestedBy: env.actor,
    requestedAt: env.at,
    answeredAt: null,
  };
  const asked = { ...state, cancellation };
  if (!withWarehouse(state) && !carrierEngaged(state))
    return happened(env, 'cancelled', `Cancelled (${reason}).`, closeCancelled(asked, env.at), { reason });
  const recall = { state: 'none' as const, attempt: state.wms.recall.attempt + 1, since: null };
  const change = { cancellation, wms: { ...state.wms, recall } };
  const whom = withWarehouse(state) ? 'the warehouse is asked' : 'the carrier is released first';
  return happened(env, 'cancel_requested', `Cancellation requested (${reason}); ${whom}.`, change, { reason });
}

export function cancel(state: OrderState, env: Envelope<{ type: 'cancel'; reason: string }>): Decision {
  if (state.closedAs === 'CANCELLED') return nothing('already cancelled');
  if (state.closedAs) return refused('ORDER_ALREADY_SHIPPED', 'The order has left the warehouse; ask for a return.');
  if (state.cancellation.state === 'requested') return nothing('cancellation is already being negotiated');
  return requestCancel(state, env, env.message.reason);
}

/** The warehouse agreed: release the carrier next, or close when there is none. */
export function recallAccepted(state: OrderState, env: Envelope): Decision {
  const wms = { ...state.wms, state: 'recalled' as const, since: env.at };
  const back = { ...state, wms };
  if (carrierEngaged(state))
    return happened(env, 'recall_accepted', 'The warehouse gave the order back; the carrier is released next.', {
      wms,
    });
  return happened(env, 'cancelled', 'Cancelled: the warehouse gave the order back.', {
    ...closeCancelled(back, env.at),
    wms,
  });
}

export function recallRefused(state: OrderState, env: Envelope, reason: string | null): Decision {
  const cancellation = { ...state.cancellation, state: 'rejected' as const, answeredAt: env.at };
  const byDate = state.cancellation.requestedBy === 'system';
  const exceptions = byDate ? raise(state, 'CANCEL_REFUSED', env) : state.exceptions;
  return happened(
    env,
    'cancel_rejected',
    'The warehouse refused to give the order back; it goes on.',
    { cancellation, exceptions: settle(exceptions, ['RECALL_OVERDUE'], env.at, 'answered') },
    { reason },
  );
}

export function recallAnswered(
  state: OrderState,
  env: Envelope<Extract<Callback, { type: 'recall_answered' }>>,
): Decision {
  const current = `${state.salesOrderNumber}/recall/${state.wms.recall.attempt}`;
  if (state.cancellation.state !== 'requested' || env.message.recallId !== current)
    return nothing('no such recall is open');
  return env.message.accepted ? recallAccepted(state, env) : recallRefused(state, env, env.message.reason);
}
