import type { Policy } from './event';
import type { Instant, OrderState, Party } from './state';
import { nextDeadline } from './deadlines';
import { outageWords, type Outage } from './outage';
import { dueStep, isReady } from './steps';
import { isTerminal, rollUp, unitsShipped } from './status';

/** For whom an order waits and why, in one sentence; the same words in the API, the timeline and the Temporal UI. */
export interface WaitReason {
  on: Party;
  reason: string;
}

const stepReasons = {
  release: { on: 'wms', reason: 'is being handed to the warehouse' },
  inquire: { on: 'wms', reason: 'the warehouse is asked whether it has the order' },
  recall: { on: 'wms', reason: 'the warehouse is being asked to give the order back' },
  quote: { on: 'tms', reason: 'carriers are asked for quotes' },
  book: { on: 'carrier', reason: 'the carrier is being booked' },
  lookup: { on: 'carrier', reason: 'the booking answer was lost; the carrier is asked by our reference' },
  void: { on: 'carrier', reason: 'the booking is being voided' },
  backorder: { on: 'ops', reason: 'the backorder is being created' },
} as const satisfies Record<string, { on: Party; reason: string }>;

function holdReason(state: OrderState): WaitReason {
  const hold = state.holds[0];
  if (!hold) return { on: 'ops', reason: 'held' };
  if (hold.until) return { on: 'client', reason: `held until ${hold.until} (${hold.code})` };
  if (hold.code === 'WMS_REJECTED')
    return { on: 'ops', reason: 'the warehouse rejected the order; correct it and drop it again' };
  return {
    on: hold.owner === 'client' ? 'client' : 'ops',
    reason: `held (${hold.code}) until somebody releases the hold`,
  };
}

/** Whom an order's due step calls; null when none is due, or none that calls a partner. */
export function calledParty(state: OrderState): 'wms' | 'tms' | null {
  const step = dueStep(state, state.updatedAt);
  const on = step && stepReasons[step].on;
  return on === 'carrier' ? 'tms' : on === 'wms' || on === 'tms' ? on : null;
}

/** Null for a closed order. `outage`: what is known of the connection that its due step calls on. */
export function waitReason(state: OrderState, outage: Outage | null = null): WaitReason | null {
  const status = rollUp(state);
  if (isTerminal(status)) return null;
  const step = dueStep(state, state.updatedAt);
  if (step) {
    const { on, reason } = stepReasons[step];
    return { on, reason: outage && on !== 'ops' ? `${reason}; ${outageWords(on, outage)}` : reason };
  }
  switch (status) {
    case 'CANCEL_REQUESTED':
      return state.wms.recall.state === 'sent'
        ? { on: 'wms', reason: 'the warehouse was asked to give the order back and has not answered' }
        : { on: 'ops', reason: 'the cancellation needs a decision' };
    case 'ON_HOLD':
      return holdReason(state);
    case 'RELEASED':
      return { on: 'wms', reason: 'the warehouse has the order and has not acknowledged it' };
    case 'ACKNOWLEDGED':
      return { on: 'wms', reason: 'the warehouse acknowledged the order and has not started picking' };
    case 'IN_WAREHOUSE':
      return { on: 'wms', reason: 'the warehouse is picking' };
    case 'PARTIALLY_SHIPPED':
      return { on: 'wms', reason: `${unitsShipped(state)} units left, the rest has not been shipped` };
    case 'QUOTED':
      return { on: 'client', reason: 'quotes are waiting for approval' };
    case 'APPROVED':
      return { on: 'ops', reason: 'the approved quote could not be booked' };
    case 'BOOKED':
      return { on: 'client', reason: 'the carrier is booked; the order waits to be dropped to the warehouse' };
    default:
      return isReady(state) && state.facts.buildingId === null
        ? { on: 'client', reason: 'no building served the business unit: associate one, then update the order' }
        : { on: 'client', reason: 'waits for a quote or a release' };
  }
}

export interface Waiting extends WaitReason {
  since: Instant;
  nextDeadline: Instant | null;
}

/** The wait with its start and the next instant at which something happens by itself; null for a closed order. */
export function waiting(state: OrderState, policy: Policy, outage: Outage | null = null): Waiting | null {
  const why = waitReason(state, outage);
  return why && { ...why, since: state.waitingSince, nextDeadline: nextDeadline(state, policy) };
}
