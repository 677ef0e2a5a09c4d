import type { Decision } from '../event';
import type { Command, Envelope } from '../message';
import { settle } from '../exceptions';
import type { OrderState, Tms } from '../state';
import { withWarehouse } from '../status';
import { happened, nothing, refused } from './outcome-of';

type Of<T extends Command['type']> = Envelope<Extract<Command, { type: T }>>;

/** Asks the carriers anew; earlier offers are dropped. The request itself is stored under the command's id. */
export function quote(state: OrderState, env: Of<'quote'>): Decision {
  const tms: Tms = {
    ...state.tms,
    state: 'quoting',
    since: env.at,
    requestCause: env.cause,
    quoteAttempt: state.tms.quoteAttempt + 1,
    quotes: [],
    requoteOf: null,
  };
  const exceptions = settle(
    state.exceptions,
    ['QUOTE_FAILED', 'PRICE_CHANGED', 'BOOKING_REFUSED'],
    env.at,
    'quoted again',
  );
  return happened(env, 'quote_requested', 'Carriers are asked for quotes.', { tms, exceptions });
}

/** Checks that an offer can still be taken; null when it can. */
function offerProblem(state: OrderState, quoteId: string, now: string): Decision | null {
  const offer = state.tms.quotes.find((other) => other.quoteId === quoteId);
  if (!offer) return refused('QUOTE_NOT_FOUND', 'The order has no such quote.');
  if (offer.status === 'EXPIRED' || offer.expiresAt <= now)
    return refused('QUOTE_EXPIRED', 'The quote has expired; ask again.');
  return null;
}

const withApproval = (tms: Tms, quoteId: string, at: string): Tms => ({
  ...tms,
  since: at,
  approvedQuoteId: quoteId,
  quotes: tms.quotes.map((other) => (other.quoteId === quoteId ? { ...other, status: 'APPROVED' } : other)),
});

/** Approve & drop: approves, books where nothing is booked, then drops; a repeat answers the same. */
export function approve(state: OrderState, env: Of<'approve'>): Decision {
  const { quoteId } = env.message;
  const { approvedQuoteId, booking } = state.tms;
  if (booking && booking.quoteId !== quoteId)
    return refused('ALREADY_BOOKED', 'Another quote is booked for this order.');
  if (approvedQuoteId && approvedQuoteId !== quoteId)
    return refused('QUOTE_ALREADY_APPROVED', 'Another quote is approved for this order.');
  if (approvedQuoteId === quoteId && state.releaseRequested) return nothing('already approved');
  if (withWarehouse(state)) return refused('ORDER_RELEASED', 'The warehouse has the order.');
  const problem = approvedQuoteId ? null : offerProblem(state, quoteId, env.at);
  if (problem) return problem;
  const tms = approvedQuoteId ? state.tms : withApproval(state.tms, quoteId, env.at);
  const release = { releaseRequested: true, releaseRequestedAt: env.at };
  const exceptions = settle(state.exceptions, ['PRICE_CHANGED'], env.at, 'approved');
  return happened(
    env,
    'approved',
    'Quote approved; the order is dropped once the carrier is booked.',
    { tms, exceptions, ...release },
    { quoteId },
  );
}

export function book(state: OrderState, env: Of<'book'>): Decision {
  const { quoteId, pickupStart, pickupEnd } = env.message;
  const { approvedQuoteId, booking } = state.tms;
  if (booking)
    return booking.quoteId === quoteId
      ? nothing('already booked')
      : refused('ALREADY_BOOKED', 'Another quote is booked for this order.');
  if (approvedQuoteId === quoteId) return nothing('the booking is under way');
  if (approvedQuoteId) return refused('QUOTE_ALREADY_APPROVED', 'Another quote is being booked for this order.');
  const problem = offerProblem(state, quoteId, env.at);
  if (problem) return problem;
  const tms = { ...withApproval(state.tms, quoteId, env.at), pickupStart, pickupEnd };
  return happened(env, 'approved', 'Quote chosen; the carrier is booked next.', { tms }, { quoteId });
}

export function unbook(state: OrderState, env: Of<'unbook'>): Decision {
  const { booking } = state.tms;
  if (!booking || booking.status === 'CANCELLED') return refused('NOT_BOOKED', 'No carrier is booked for this order.');
  if (booking.status !== 'BOOKED') return refused('BOOKING_PICKED_UP', 'The carrier has picked the goods up.');
  const tms: Tms = { ...state.tms, state: 'voiding', since: env.at };
  return happened(env, 'void_started', 'The booking is being voided.', { tms }, { bookingId: booking.bookingId });
}

export function updateBol(state: OrderState, env: Of<'update_bol'>): Decision {
  const { booking } = state.tms;
  if (!booking) return refused('NOT_BOOKED', 'No carrier is booked for this order.');
  const { bolNumber, proNumber, carrierCode, trackingNumber } = env.message;
  const updated = {
    ...booking,
    bolNumber,
    proNumber: proNumber ?? booking.proNumber,
    carrierCode: carrierCode ?? booking.carrierCode,
    trackingNumber: trackingNumber ?? booking.trackingNumber,
  };
  const same = JSON.stringify(updated) === JSON.stringify(booking);
  if (same) return nothing('the bill of lading says so already');
  const data = { bolNumber, proNumber: updated.proNumber };
  return happened(env, 'bol_updated', 'Bill of lading updated.', { tms: { ...state.tms, booking: updated } }, data);
}
