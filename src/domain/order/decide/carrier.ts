import type { Decision } from '../event';
import type { Callback, Envelope } from '../message';
import { raise, settle } from '../exceptions';
import type { Booking, BookingNews, OrderState } from '../state';
import { happened, nothing, withdrawnRelease } from './outcome-of';

type Of<T extends Callback['type']> = Envelope<Extract<Callback, { type: T }>>;

/** Late and early events both enter the timeline; the rank of a shipment only grows. */
export function tracking(state: OrderState, env: Of<'tracking'>): Decision {
  const { shipmentId, trackingNumber, rank, code } = env.message;
  const concerns = (s: OrderState['shipments'][number]) =>
    shipmentId ? s.shipmentId === shipmentId : trackingNumber === null || s.trackingNumber === trackingNumber;
  const shipments = state.shipments.map((s) =>
    concerns(s) && s.trackingRank < rank ? { ...s, trackingRank: rank } : s,
  );
  const late = state.shipments.some((s) => concerns(s) && s.trackingRank > rank);
  const exceptions = rank > 0 ? settle(state.exceptions, ['NO_CARRIER_SCAN'], env.at, 'scanned') : state.exceptions;
  const data = { code, shipmentId, trackingNumber, late };
  return happened(
    env,
    'tracking_updated',
    `Carrier: ${code}${late ? ' (late)' : ''}.`,
    { shipments, exceptions },
    data,
  );
}

/** The booking with what a carrier said about it; its status only moves forward. */
export function withNews(booking: Booking, news: BookingNews): Booking {
  const rank = ['BOOKED', 'PICKED_UP', 'DELIVERED'];
  const forward = news.status === 'CANCELLED' || rank.indexOf(news.status) > rank.indexOf(booking.status);
  return {
    ...booking,
    proNumber: news.proNumber ?? booking.proNumber,
    trackingNumber: news.trackingNumber ?? booking.trackingNumber,
    status: forward ? news.status : booking.status,
  };
}

/** News about the booking itself: a PRO number that came later (or too early), a pick-up, the carrier backing out. */
export function bookingNews(state: OrderState, env: Of<'booking_news'>): Decision {
  const { booking } = state.tms;
  const { type: _type, ...news } = env.message;
  const { bookingId } = news;
  if (!booking && (state.tms.state === 'booking' || state.tms.state === 'booking_unknown')) {
    const message = 'The carrier spoke of the booking before it answered; kept until it does.';
    return happened(env, 'booking_updated', message, { tms: { ...state.tms, earlyNews: news } }, { ...news });
  }
  if (!booking || booking.bookingId !== bookingId) return nothing('not the current booking');
  const updated = withNews(booking, news);
  if (JSON.stringify(updated) === JSON.stringify(booking)) return nothing('already known');
  const data = { bookingId, proNumber: updated.proNumber, status: updated.status };
  if (updated.status !== 'CANCELLED' || state.tms.state === 'voiding') {
    const tms = { ...state.tms, booking: updated };
    return happened(env, 'booking_updated', 'The carrier updated the booking.', { tms }, data);
  }
  const tms = {
    ...state.tms,
    state: 'failed' as const,
    since: env.at,
    booking: null,
    approvedQuoteId: null,
    quotes: [],
  };
  const exceptions = raise(state, 'BOOKING_CANCELLED_BY_CARRIER', env);
  // Nothing leaves without its truck: the drop is asked for again with the next approval.
  const change = { tms, exceptions, ...withdrawnRelease(state) };
  return happened(env, 'booking_updated', 'The carrier cancelled the booking.', change, data);
}
