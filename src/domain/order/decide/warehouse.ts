import type { Decision, Policy } from '../event';
import type { Callback, Envelope } from '../message';
import { raise, settle } from '../exceptions';
import { allocateAll, deallocateAll } from '../quantities';
import { fillPolicyOf } from '../settings';
import type { OrderState } from '../state';
import { unitsShipped, withWarehouse } from '../status';
import { carrierEngaged, closeCancelled, requestCancel } from './cancel';
import { happened, nothing } from './outcome-of';

type Of<T extends Callback['type']> = Envelope<Extract<Callback, { type: T }>>;

const awaitingAnswer = (state: OrderState, jobId: string): boolean =>
  state.closedAs === null && (state.wms.state === 'sent' || state.wms.state === 'sending') && state.wms.jobId === jobId;

/**
 * The warehouse has accepted the work. A job's acknowledgement also covers its orders that it does not list, so one
 * whose own drop is still on the wire only remembers it: it counts when that drop is answered.
 */
export function acknowledged(state: OrderState, env: Of<'acknowledged'>): Decision {
  if (!awaitingAnswer(state, env.message.jobId)) return nothing('no drop under this job waits for an answer');
  if (state.wms.state === 'sending') {
    if (state.wms.ackedEarly) return nothing('already acknowledged');
    const early = { ...state.wms, ackedEarly: true };
    const data = { jobId: env.message.jobId, early: true };
    return happened(
      env,
      'acknowledged',
      'The warehouse acknowledged the job before it answered the drop.',
      { wms: early },
      data,
    );
  }
  const wms = { ...state.wms, state: 'accepted' as const, since: env.at, inquire: false };
  const exceptions = settle(state.exceptions, ['WMS_ACK_OVERDUE', 'RELEASE_OVERDUE'], env.at, 'acknowledged');
  const change = { wms, exceptions, lines: allocateAll(state.lines) };
  return happened(env, 'acknowledged', 'The warehouse acknowledged the order.', change, { jobId: env.message.jobId });
}

/** Not terminal: the order waits for a correction and a new drop; while it is being cancelled it is simply done. */
export function rejected(state: OrderState, env: Of<'rejected'>): Decision {
  if (!awaitingAnswer(state, env.message.jobId)) return nothing('no drop under this job waits for an answer');
  return rejectedByWarehouse(state, env, env.message.lines);
}

export function rejectedByWarehouse(state: OrderState, env: Envelope, lines: string[]): Decision {
  const wms = { ...state.wms, state: 'rejected' as const, since: env.at, inquire: false };
  const given = { ...state, wms, lines: deallocateAll(state.lines) };
  if (state.cancellation.state === 'requested') {
    const closed = carrierEngaged(state) ? { lines: given.lines } : closeCancelled(given, env.at);
    return happened(env, 'rejected', 'The warehouse rejected the order while it was being cancelled.', {
      ...closed,
      wms,
    });
  }
  const hold = { code: 'WMS_REJECTED', owner: 'wms' as const, since: env.at, until: null, cause: env.cause };
  const change = {
    wms,
    lines: given.lines,
    holds: [...state.holds, hold],
    exceptions: raise(state, 'WMS_REJECTED', env, lines),
    releaseRequested: false,
  };
  return happened(env, 'rejected', 'The warehouse rejected the order.', change, { lines });
}

export function pickStarted(state: OrderState, env: Of<'pick_started'>): Decision {
  const here = state.wms.state === 'accepted' || state.wms.state === 'sent';
  if (state.closedAs || state.wms.pickStarted || !here)
    return nothing('picking is already known, or the order is not there');
  const wms = { ...state.wms, state: 'accepted' as const, pickStarted: true, since: env.at };
  return happened(env, 'in_warehouse', 'The warehouse started picking.', { wms, lines: allocateAll(state.lines) });
}

/** A fill-or-kill order is recalled as long as nothing has been picked; otherwise a person decides. */
export function pickedShort(state: OrderState, env: Of<'picked_short'>, policy: Policy): Decision {
  if (state.closedAs || !withWarehouse(state)) return nothing('the warehouse does not have the order');
  const killable = fillPolicyOf(state.facts.fillPolicy, policy) === '1';
  const kill = killable && !state.wms.pickStarted && unitsShipped(state) === 0;
  if (kill && state.cancellation.state === 'none')
    return requestCancel(state, { ...env, actor: 'system' }, 'FILL_OR_KILL');
  const exceptions = raise(state, 'SHORT_PICKED', env, env.message.lines);
  const data = { lines: env.message.lines, reason: env.message.reason };
  return happened(env, 'short_picked', 'The warehouse found less than was ordered.', { exceptions }, data);
}
