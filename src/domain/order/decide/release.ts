import type { Decision } from '../event';
import type { Command, Envelope } from '../message';
import { isAllowed, refusalFor } from '../actions';
import { settle } from '../exceptions';
import type { OrderState } from '../state';
import { withWarehouse } from '../status';
import { happened, nothing } from './outcome-of';

/** Plain release by a person, and the re-drop after the warehouse rejected: the next drop is a new attempt. */
export function release(state: OrderState, env: Envelope<Extract<Command, { type: 'release' }>>): Decision {
  if (!state.closedAs && !withWarehouse(state) && state.releaseRequested && state.holds.length === 0)
    return nothing('the release is under way');
  if (!isAllowed(state, 'release') && !isAllowed(state, 'redrop')) return { refusal: refusalFor(state, 'release') };
  const again = state.wms.state === 'rejected';
  const change = {
    releaseRequested: true,
    releaseRequestedAt: env.at,
    holds: state.holds.filter((hold) => hold.code !== 'WMS_REJECTED'),
    exceptions: settle(state.exceptions, ['WMS_REJECTED'], env.at, 'dropped again'),
    wms: again ? { ...state.wms, state: 'not_sent' as const, since: env.at } : state.wms,
  };
  return happened(env, 'release_requested', again ? 'Dropped again by a person.' : 'Released by a person.', change, {
    redrop: again,
  });
}
