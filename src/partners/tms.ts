import { TMS_REFUSALS, tmsBookingAnswer, tmsBookingsAnswer, tmsQuotesAnswer } from '../contract/partner';
import type { TmsBookingRequest, TmsQuoteRequest } from '../contract/partner';
import type { Booking, Quote } from '../domain/order/state';
import type { Caller } from './call';
import type { CallOptions, Connection } from './connection';
import { PartnerError } from './error';
import { toBooking, toQuote } from './tmsMapping';

export interface QuoteAnswer {
  quotes: Quote[];
  declined: { carrierCode: string; reason: string }[];
}
export type BookRequest = Omit<TmsBookingRequest, 'offerId'> & { quoteId: string };

/** The TMS. Booking is idempotent by our reference; a lost answer is found again with `findByReference`, never by a blind retry. */
export interface TmsClient {
  /** Offers, cheapest first, and who declined. No offers is an answer, not an error. */
  quote(connection: Connection, request: TmsQuoteRequest, options: CallOptions): Promise<QuoteAnswer>;
  /** Refusals are `PartnerError` of kind `refused`; `mayHaveActed` on any other says that the outcome is unknown. */
  book(connection: Connection, request: BookRequest, options: CallOptions): Promise<Booking>;
  /** The live booking under our reference, else a cancelled one, else null. */
  findByReference(connection: Connection, reference: string, options: CallOptions): Promise<Booking | null>;
  /** Voids; voiding again answers the same. Refused with `PICKED_UP`, `VOID_REFUSED` or `BOOKING_UNKNOWN`. */
  voidBooking(connection: Connection, bookingId: string, options: CallOptions): Promise<Booking>;
}

export function createTmsClient(call: Caller): TmsClient {
  return {
    async quote(connection, request, options) {
      const { offers, declined } = await call(
        connection,
        {
          method: 'POST',
          path: '/quotes',
          id: request.messageId,
          body: request,
          answer: tmsQuotesAnswer,
          refusals: TMS_REFUSALS,
        },
        options,
      );
      return { quotes: offers.map(toQuote).sort((a, b) => a.totalCharge - b.totalCharge), declined };
    },

    async book(connection, { quoteId, ...request }, options) {
      const { booking } = await call(
        connection,
        {
          method: 'POST',
          path: '/bookings',
          id: request.reference,
          body: { ...request, offerId: quoteId },
          answer: tmsBookingAnswer,
          refusals: TMS_REFUSALS,
        },
        options,
      );
      if (booking.reference !== request.reference) {
        throw new PartnerError('server', 'BAD_ANSWER', connection.id, { mayHaveActed: true });
      }
      return toBooking(booking);
    },

    async findByReference(connection, reference, options) {
      const { bookings } = await call(
        connection,
        {
          method: 'GET',
          path: `/bookings?reference=${encodeURIComponent(reference)}`,
          id: `lookup/${reference}`,
          answer: tmsBookingsAnswer,
          refusals: TMS_REFUSALS,
        },
        options,
      );
      const ours = bookings.filter((b) => b.reference === reference);
      const found = ours.find((b) => b.status !== 'CANCELLED') ?? ours[0];
      return found ? toBooking(found) : null;
    },

    async voidBooking(connection, bookingId, options) {
      const { booking } = await call(
        connection,
        {
          method: 'DELETE',
          path: `/bookings/${encodeURIComponent(bookingId)}`,
          id: `void/${bookingId}`,
          answer: tmsBookingAnswer,
          refusals: TMS_REFUSALS,
        },
        options,
      );
      return toBooking(booking);
    },
  };
}
