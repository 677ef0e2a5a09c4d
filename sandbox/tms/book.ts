import type { TmsBooking, TmsBookingRequest } from '../../src/contract/partner';
import { orderId } from '../books/books';
import type { Books, Entry } from '../books/books';
import type { BookingRecord, ConnectionRecord, OfferRecord } from '../books/records';
import { bolNumber, digitsFrom } from '../gs1';
import { Turned } from '../http/answers';
import { profileOf } from '../profile';
import { suffixOfAny } from '../suffixes';
import { counted } from '../wms/drop';
import { after } from '../world';
import type { World } from '../world';
import { freightOf } from './quote';

export const tripOf = ({ connectionId: _c, orderIds: _o, plan: _p, ...booking }: BookingRecord): TmsBooking => booking;

export const proNumberOf = (booking: Pick<TmsBooking, 'bookingId'>) => digitsFrom(`pro/${booking.bookingId}`, 10);

export function bookingsBy(books: Books, reference: string): BookingRecord[] {
  return (books.bookingsByReference.get(reference) ?? []).map((id) => books.bookings.get(id) as BookingRecord);
}

/** Books an offer, once per reference: the same again gets the same booking, another offer under it is refused. */
export function book(world: World, connection: ConnectionRecord, request: TmsBookingRequest, now: Date): BookingRecord {
  const { books } = world;
  const id = orderId(request.orders[0] as TmsBookingRequest['orders'][number]);
  const message = counted(books, { messageId: `book/${request.reference}`, kind: 'book', orderId: id }, now);
  const note = (status: string, code?: string): Entry => [
    'messages',
    message.messageId,
    { ...message, result: { status, code } },
  ];
  const existing = bookingsBy(books, request.reference)[0];
  if (existing) {
    books.write([note('booked')]);
    if (existing.offerId !== request.offerId) throw new Turned(409, 'REFERENCE_USED');
    return existing;
  }
  const freight = freightOf(books, id);
  const tries = [...new Set([...freight.bookingTries, request.reference])];
  const tried: Entry = ['freight', id, { ...freight, bookingTries: tries }];
  const offer = books.offers.get(request.offerId);
  const code = reasonAgainst(request, offer, tries, now);
  if (code || !offer) {
    books.write([note('refused', code), tried]);
    throw new Turned(code === 'OFFER_UNKNOWN' ? 404 : 422, code ?? 'OFFER_UNKNOWN');
  }
  const booking = bookingOf(world, connection, request, offer, now);
  books.write([note('booked'), tried, ['bookings', booking.bookingId, booking]]);
  if (booking.plan[0]) world.schedule.at(`booking:${booking.bookingId}`, booking.plan[0].at);
  return booking;
}

function reasonAgainst(
  request: TmsBookingRequest,
  offer: OfferRecord | undefined,
  tries: string[],
  now: Date,
): string | undefined {
  if (!offer) return 'OFFER_UNKNOWN';
  if (offer.stale || Date.parse(offer.expiresAt) <= now.getTime()) return 'OFFER_EXPIRED';
  const first = tries[0] === request.reference;
  return suffixOfAny(request.orders) === 'BOOKREFUSE' && first ? 'CARRIER_REFUSED' : undefined;
}

function bookingOf(
  world: World,
  connection: ConnectionRecord,
  request: TmsBookingRequest,
  offer: OfferRecord,
  now: Date,
): BookingRecord {
  const profile = profileOf(world.books, request.orders[0]?.businessUnitId);
  const suffix = suffixOfAny(request.orders);
  const bookingId = `BK-${digitsFrom(request.reference, 12)}`;
  const news = after(now, suffix === 'EARLYPRO' ? 0 : profile.proMs);
  return {
    bookingId,
    reference: request.reference,
    offerId: offer.offerId,
    carrierCode: offer.carrierCode,
    serviceLevel: offer.serviceLevel,
    bolNumber: bolNumber(bookingId),
    proNumber: null,
    trackingNumber: null,
    totalCharge: offer.totalCharge,
    currency: offer.currency,
    pickupStart: request.pickupStart ?? null,
    pickupEnd: request.pickupEnd ?? null,
    estimatedDeliveryDate: offer.estimatedDeliveryDate,
    voidableUntil: offer.voidableUntil,
    status: 'BOOKED',
    connectionId: connection.connectionId,
    orderIds: request.orders.map(orderId),
    plan: [{ at: news, type: suffix === 'CARRIERCANCEL' ? 'booking_cancelled' : 'pro_assigned' }],
  };
}

/** Voids a booking until it is picked up; voiding again answers the same. */
export function voidBooking(books: Books, bookingId: string): BookingRecord {
  const booking = books.bookings.get(bookingId);
  if (!booking) throw new Turned(404, 'BOOKING_UNKNOWN');
  if (booking.status === 'CANCELLED') return booking;
  if (booking.status !== 'BOOKED') throw new Turned(409, 'PICKED_UP');
  const voided: BookingRecord = { ...booking, status: 'CANCELLED', plan: [] };
  books.write([['bookings', bookingId, voided]]);
  return voided;
}
