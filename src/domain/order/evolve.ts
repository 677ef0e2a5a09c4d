import type { StateChange } from './event';
import type { OrderState } from './state';
import { rollUp } from './status';
import { mayMove } from './transitions';
import { waitReason } from './waiting';

/**
 * The state after an event. Throws when the move is not in the transition table: that is a fault of ours, found by
 * the property tests, and must never be committed.
 */
export function evolve(state: OrderState, event: StateChange): OrderState {
  const changed: OrderState = { ...state, ...event.change, sequence: state.sequence + 1, updatedAt: event.at };
  const status = rollUp(changed);
  if (!mayMove(state.status, event.type, status))
    throw new Error(`transition table: ${event.type} may not move ${state.status} to ${status}`);
  const moved: OrderState = { ...changed, status };
  const before = waitReason(state);
  const after = waitReason(moved);
  const same = before?.on === after?.on && before?.reason === after?.reason;
  return same ? moved : { ...moved, waitingSince: event.at };
}
