import type { Decision } from '../event';
import { raise } from '../exceptions';
import type { Envelope, StepName, StepResult } from '../message';
import type { OrderState } from '../state';
import { happened, nothing } from './outcome-of';
import { bookOutcome, lookupOutcome, voidOutcome } from './outcome-tms';

/** What a carrier has done is recorded on a closed order as its news are. */
const asNews = (decision: Decision, type: 'booking_updated' | 'exception_opened', message: string): Decision =>
  'event' in decision ? { event: { ...decision.event, type, message } } : decision;

/** The carrier may count on a booking of which nobody knows: a person has to ask. */
const unknownLate = (state: OrderState, env: Envelope): Decision =>
  happened(
    env,
    'exception_opened',
    'The order closed while its carrier was being booked, and the answer was lost.',
    { exceptions: raise(state, 'BOOKING_UNKNOWN', env), tms: { ...state.tms, state: 'booking_unknown' } },
    { attempt: state.tms.attempt },
  );

/** Where no goods leave, the carrier must not come either. */
function bookedLate(state: OrderState, env: Envelope, decision: Decision): Decision {
  const noted = asNews(decision, 'booking_updated', 'The carrier was booked while the order closed.');
  const leaves = state.closedAs === 'SHIPPED' || state.closedAs === 'CLOSED_SHORT';
  if (leaves || !('event' in noted)) return noted;
  const exceptions = raise(state, 'BOOKING_NOT_VOIDED', env);
  return { event: { ...noted.event, change: { ...noted.event.change, exceptions } } };
}

/**
 * The carrier's answer to an order that closed while the call was on the wire: its goods left, or a person ended it. Offers
 * are of no use any more; what became of a booking is recorded, and told to a person where it cannot be left alone.
 */
export function answeredAfterClosing(
  state: OrderState,
  env: Envelope,
  { step, attempt, result }: { step: StepName; attempt: number; result: StepResult },
): Decision {
  if (step === 'quote') return nothing('the order is closed');
  if (step === 'void') {
    const decision = voidOutcome(state, env, result);
    return result.kind === 'refused' && 'event' in decision && decision.event.type === 'void_refused'
      ? asNews(decision, 'exception_opened', 'The carrier refused to void the booking of the closed order.')
      : asNews(decision, 'booking_updated', 'The booking was voided while the order closed.');
  }
  const decision = (step === 'book' ? bookOutcome : lookupOutcome)(state, env, attempt, result);
  if (!('event' in decision)) return decision;
  if (decision.event.type === 'booked') return bookedLate(state, env, decision);
  if (result.kind !== 'booked' && result.kind !== 'refused' && result.kind !== 'not_found')
    return unknownLate(state, env);
  const tms = { ...state.tms, state: 'failed' as const, since: env.at, approvedQuoteId: null, earlyNews: null };
  return happened(env, 'booking_updated', 'No carrier was booked; the order has closed.', { tms }, { attempt });
}
