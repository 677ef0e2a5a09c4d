import type { TmsBooking, TmsOffer } from '../contract/partner';
import type { Booking, Instant, Quote } from '../domain/order/state';

/** Wire instants carry any offset; inside they have one form, so that they compare as strings. */
const instant = (value: string): Instant => new Date(value).toISOString();
const instantOrNull = (value: string | null): Instant | null => (value === null ? null : instant(value));

/** An offer as the order keeps it. */
export function toQuote({ offerId, ...offer }: TmsOffer): Quote {
  return {
    ...offer,
    quoteId: offerId,
    estimatedDeliveryDate: instantOrNull(offer.estimatedDeliveryDate),
    expiresAt: instant(offer.expiresAt),
    voidableUntil: instantOrNull(offer.voidableUntil),
    status: 'OPEN',
  };
}

/** A booking as the order keeps it. */
export function toBooking({ offerId, ...booking }: TmsBooking): Booking {
  return {
    ...booking,
    quoteId: offerId,
    pickupStart: instantOrNull(booking.pickupStart),
    pickupEnd: instantOrNull(booking.pickupEnd),
    estimatedDeliveryDate: instantOrNull(booking.estimatedDeliveryDate),
    voidableUntil: instantOrNull(booking.voidableUntil),
  };
}
