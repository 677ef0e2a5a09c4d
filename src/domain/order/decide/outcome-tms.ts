import type { Decision } from '../event';
import type { Envelope, StepResult } from '../message';
import { raise, settle } from '../exceptions';
import type { Booking, OrderState, Quote, Tms } from '../state';
import { closeCancelled } from './cancel';
import { withNews } from './carrier';
import { happened, nothing, withdrawnRelease } from './outcome-of';

/** The new offer that stands for an expired approved one: same carrier and service, price within the tolerance. */
function matching(old: Quote, offers: Quote[], tolerance: number): Quote | undefined {
  const limit = old.totalCharge * (1 + tolerance);
  return offers.find(
    (o) => o.carrierCode === old.carrierCode && o.serviceLevel === old.serviceLevel && o.totalCharge <= limit,
  );
}

export function quoteOutcome(
  state: OrderState,
  env: Envelope,
  attempt: number,
  result: StepResult,
  tolerance: number,
): Decision {
  const { tms } = state;
  if (tms.state !== 'quoting' || tms.quoteAttempt !== attempt) return nothing('not the current quote request');
  const offers = result.kind === 'quoted' ? result.quotes : [];
  const declined = result.kind === 'quoted' ? result.declined : [];
  const old = tms.requoteOf;
  const fresh: Tms = { ...tms, state: 'quoted', since: env.at, quotes: offers, approvedQuoteId: null, requoteOf: null };
  if (offers.length === 0) {
    const code = result.kind === 'refused' ? result.code : 'NO_OFFER';
    const exceptions = raise(state, 'QUOTE_FAILED', env);
    return happened(
      env,
      'quote_failed',
      'No carrier offered a quote.',
      { tms: { ...fresh, state: 'failed' }, exceptions, ...(old ? withdrawnRelease(state) : {}) },
      { code, declined },
    );
  }
  if (!old)
    return happened(
      env,
      'quoted',
      `${offers.length} quotes received.`,
      { tms: fresh },
      { quotes: offers.length, declined },
    );
  const match = matching(old, offers, tolerance);
  if (!match) {
    const exceptions = raise(state, 'PRICE_CHANGED', env);
    const data = { approvedCharge: old.totalCharge, offered: offers.map((o) => o.totalCharge) };
    return happened(
      env,
      'quoted',
      'The new quotes differ from the approved one; approve again.',
      { tms: fresh, exceptions, ...withdrawnRelease(state) },
      data,
    );
  }
  const quotes = offers.map((o) => (o === match ? { ...o, status: 'APPROVED' as const } : o));
  const data = { quoteId: match.quoteId, approvedCharge: old.totalCharge, totalCharge: match.totalCharge };
  return happened(
    env,
    'quoted',
    'Quoted again within the tolerance.',
    { tms: { ...fresh, quotes, approvedQuoteId: match.quoteId } },
    data,
  );
}

function booked(state: OrderState, env: Envelope, answer: Booking, found: boolean): Decision {
  const news = state.tms.earlyNews;
  const booking = news?.bookingId === answer.bookingId ? withNews(answer, news) : answer;
  if (booking.status === 'CANCELLED') {
    const { approvedQuoteId } = state.tms;
    const quotes = state.tms.quotes.filter((o) => o.quoteId !== approvedQuoteId);
    const gone: Tms = { ...state.tms, state: 'failed', since: env.at, quotes, approvedQuoteId: null, earlyNews: null };
    return unbooked(state, env, gone, 'The carrier cancelled the booking at once.', { code: 'CANCELLED' }, true);
  }
  const quotes = state.tms.quotes.map((o) => (o.quoteId === booking.quoteId ? { ...o, status: 'BOOKED' as const } : o));
  const tms: Tms = { ...state.tms, state: 'booked', since: env.at, booking, quotes, earlyNews: null };
  const exceptions = settle(
    state.exceptions,
    ['BOOKING_OVERDUE', 'BOOKING_UNKNOWN', 'BOOKING_REFUSED', 'BOOKING_CANCELLED_BY_CARRIER'],
    env.at,
    'booked',
  );
  const message = found ? 'The lost booking was found by our reference and adopted.' : 'Carrier booked.';
  const data = {
    bookingId: booking.bookingId,
    carrierCode: booking.carrierCode,
    bolNumber: booking.bolNumber,
    adopted: found,
  };
  return happened(env, 'booked', message, { tms, exceptions }, data);
}

/** No booking was made: back to the offers; an order that is being cancelled is done. */
function unbooked(
  state: OrderState,
  env: Envelope,
  tms: Tms,
  message: string,
  data: Record<string, unknown>,
  refusal: boolean,
): Decision {
  const idle = ['not_sent', 'rejected', 'recalled'].includes(state.wms.state);
  if (state.cancellation.state === 'requested' && idle)
    return happened(
      env,
      'booking_refused',
      message,
      { ...closeCancelled(state, env.at), tms: { ...tms, approvedQuoteId: null } },
      data,
    );
  if (!refusal) return happened(env, 'booking_refused', message, { tms }, data);
  // Nothing leaves without its truck: the drop is asked for again with the next approval.
  const change = { tms, exceptions: raise(state, 'BOOKING_REFUSED', env), ...withdrawnRelease(state) };
  return happened(env, 'booking_refused', message, change, data);
}

export function bookOutcome(state: OrderState, env: Envelope, attempt: number, result: StepResult): Decision {
  const { tms } = state;
  if (tms.state !== 'booking' || tms.attempt !== attempt) return nothing('not the booking under way');
  if (result.kind === 'booked') return booked(state, env, result.booking, false);
  if (result.kind === 'unknown')
    return happened(
      env,
      'booking_unknown',
      'The booking answer was lost; looking it up by our reference.',
      { tms: { ...tms, state: 'booking_unknown' } },
      { attempt },
    );
  const code = result.kind === 'refused' ? result.code : 'REFUSED';
  // An offer the carrier calls expired is quoted again once, by the same path as one that expired by our clock.
  const expired = code === 'QUOTE_EXPIRED' && !state.fired.includes('requoted');
  const quotes = tms.quotes.map((o) => (o.quoteId === tms.approvedQuoteId ? { ...o, expiresAt: env.at } : o));
  if (expired) {
    const change = {
      tms: { ...tms, state: 'quoted' as const, since: env.at, quotes },
      fired: [...state.fired, 'requoted'],
    };
    return happened(env, 'booking_refused', 'The carrier says the quote expired; it is quoted again.', change, {
      code,
    });
  }
  const open = tms.quotes.filter((o) => o.quoteId !== tms.approvedQuoteId);
  const back: Tms = {
    ...tms,
    state: open.length > 0 ? 'quoted' : 'failed',
    since: env.at,
    quotes: open,
    approvedQuoteId: null,
  };
  return unbooked(state, env, back, 'The carrier refused the booking.', { code }, true);
}

export function lookupOutcome(state: OrderState, env: Envelope, attempt: number, result: StepResult): Decision {
  const { tms } = state;
  if (tms.state !== 'booking_unknown' || tms.attempt !== attempt) return nothing('no lost booking under this attempt');
  if (result.kind === 'booked') return booked(state, env, result.booking, true);
  if (result.kind === 'not_found') {
    const back: Tms = { ...tms, state: 'quoted', since: env.at };
    return unbooked(
      state,
      env,
      back,
      'The carrier has no booking under our reference; booking again.',
      { attempt },
      false,
    );
  }
  const exceptions = raise(state, 'BOOKING_UNKNOWN', env);
  return happened(
    env,
    'exception_opened',
    'The carrier cannot be asked about the booking; a person has to.',
    { exceptions },
    { attempt },
  );
}

/** A booking that could not be voided is still let go of: the goods will not travel, a person settles the charge. */
export function voidOutcome(state: OrderState, env: Envelope, result: StepResult): Decision {
  const { tms } = state;
  if (tms.state !== 'voiding') return nothing('no booking is being voided');
  // The carrier may have cancelled it by itself meanwhile, and then refuses to void it.
  const gone = tms.booking?.status === 'CANCELLED';
  const done = result.kind === 'done' || result.kind === 'not_found' || (gone && result.kind === 'refused');
  if (!done && result.kind !== 'refused') return nothing('still on the wire');
  const cancelling = state.cancellation.state === 'requested';
  const exceptions = done ? state.exceptions : raise(state, 'BOOKING_NOT_VOIDED', env);
  const data = { bookingId: tms.booking?.bookingId ?? null, code: result.kind === 'refused' ? result.code : null };
  const voided: Tms = { ...tms, state: 'voided', since: env.at, booking: null, approvedQuoteId: null, quotes: [] };
  const kept: Tms = { ...tms, state: 'booked', since: env.at };
  const change = { tms: done ? voided : kept, exceptions };
  const closed = cancelling ? { ...closeCancelled({ ...state, exceptions }, env.at), tms: change.tms } : change;
  const released = done && !cancelling && state.wms.state === 'not_sent' ? { releaseRequested: false } : {};
  return happened(
    env,
    done ? 'voided' : 'void_refused',
    done ? 'Booking voided.' : 'The carrier refused to void the booking.',
    { ...closed, ...released },
    data,
  );
}
