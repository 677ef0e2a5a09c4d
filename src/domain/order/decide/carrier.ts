import type { Decision } from '../event';
import type { Callback, Envelope } from '../message';
import { raise, settle } from '../exceptions';
import type { OrderState } from '../state';
import { happened, nothing } from './outcome-of';

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

/** News about the booking itself: a PRO number that came later, a pick-up, the carrier backing out. */
export function bookingNews(state: OrderState, env: Of<'booking_news'>): Decision {
  const { booking } = state.tms;
  const { bookingId, proNumber, trackingNumber, status } = env.message;
  if (!booking || booking.bookingId !== bookingId) return nothing('not the current booking');
  const rank = ['BOOKED', 'PICKED_UP', 'DELIVERED'];
  const forward = status === 'CANCELLED' || rank.indexOf(status) > rank.indexOf(booking.status);
  const updated = {
    ...booking,
    proNumber: proNumber ?? booking.proNumber,
    trackingNumber: trackingNumber ?? booking.trackingNumber,
    status: forward ? status : booking.status,
  };
  if (JSON.stringify(updated) === JSON.stringify(booking)) return nothing('already known');
  const data = { bookingId, proNumber: updated.proNumber, status: updated.status };
  if (updated.status !== 'CANCELLED' || state.tms.state === 'voiding')
    return happened(
      env,
      'booking_updated',
      'The carrier updated the booking.',
      { tms: { ...state.tms, booking: updated } },
      data,
    );
  const tms = {
    ...state.tms,
    state: 'failed' as const,
    since: env.at,
    booking: null,
    approvedQuoteId: null,
    quotes: [],
  };
  const exceptions = raise(state, 'BOOKING_CANCELLED_BY_CARRIER', env);
  return happened(env, 'booking_updated', 'The carrier cancelled the booking.', { tms, exceptions }, data);
}
