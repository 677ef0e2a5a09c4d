import type { Decision } from '../event';
import type { Command, Envelope } from '../message';
import { settle } from '../exceptions';
import { cancelRest } from '../quantities';
import type { OrderState } from '../state';
import { recallAccepted } from './cancel';
import { happened, nothing, refused } from './outcome-of';

/** A person settles an exception; two of them carry a decision about the order with them. */
export function resolveException(
  state: OrderState,
  env: Envelope<Extract<Command, { type: 'resolve_exception' }>>,
): Decision {
  const { exceptionId, action } = env.message;
  const found = state.exceptions.find((exception) => exception.id === exceptionId);
  if (!found) return refused('EXCEPTION_NOT_FOUND', 'The order has no such exception.');
  if (found.resolvedAt) return nothing('already resolved');
  const exceptions = state.exceptions.map((exception) =>
    exception === found
      ? { ...exception, resolvedAt: env.at, resolution: action === 'none' ? 'resolved' : action }
      : exception,
  );
  const data = { exceptionId, code: found.code, action };
  if (action === 'none')
    return happened(env, 'exception_resolved', `Exception ${found.code} resolved.`, { exceptions }, data);
  if (state.closedAs) return refused('ORDER_CLOSED', 'The order is closed; resolve the exception without an action.');
  if (action === 'confirm_cancelled') {
    if (state.cancellation.state !== 'requested') return refused('ORDER_STATE_CONFLICT', 'No cancellation is open.');
    return recallAccepted({ ...state, exceptions }, env);
  }
  if (state.wms.state !== 'rejected')
    return refused('ORDER_STATE_CONFLICT', 'Only an order that the warehouse rejected can be rejected for good.');
  return happened(
    env,
    'order_rejected',
    'Rejected for good by a person.',
    {
      exceptions: settle(exceptions, ['WMS_REJECTED'], env.at, 'order rejected'),
      lines: cancelRest(state.lines),
      holds: [],
      closedAs: 'REJECTED',
      closedAt: env.at,
    },
    data,
  );
}
