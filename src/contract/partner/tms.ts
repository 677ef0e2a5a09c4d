import { z } from 'zod';
import { messageId, wireInstant, wireOrderKey } from './common';

/**
 * What we ask a TMS (our own design). `POST {url}/quotes`, `POST {url}/bookings`, `GET {url}/bookings?reference=`,
 * `DELETE {url}/bookings/{bookingId}`. A booking is idempotent by our `reference`, and can be found by it when its answer was lost.
 */

/** Orders a quote or booking is for; a booking may be shared. */
const memberOrders = z.array(wireOrderKey.extend({ salesOrderNumber: z.string().min(1).max(40) })).min(1);

/** The quote request of the published contract (`TmsShipmentQuoteRequest`), passed on as it came. */
const quoteShipment = z.looseObject({
  shipmentType: z.string().max(20),
  carrierCodes: z.array(z.string()).optional(),
  containers: z.array(z.looseObject({})).optional(),
});

export const tmsQuoteRequest = z.object({ messageId, orders: memberOrders, shipment: quoteShipment });
export type TmsQuoteRequest = z.infer<typeof tmsQuoteRequest>;

export const tmsOffer = z.object({
  offerId: z.string().min(1).max(60),
  carrierCode: z.string().min(2).max(10),
  carrierName: z.string().max(100),
  serviceLevel: z.string().max(60),
  shipmentType: z.string().max(20),
  shipmentMode: z.string().max(20),
  currency: z.string().length(3),
  baseCharge: z.number().min(0),
  fuelSurcharge: z.number().min(0),
  totalCharge: z.number().min(0),
  transitDays: z.number().int().min(0),
  estimatedDeliveryDate: wireInstant.nullable(),
  expiresAt: wireInstant.describe('Until when it can be booked'),
  voidableUntil: wireInstant.nullable().describe('Until when a booking of it can be voided without charge'),
});
export type TmsOffer = z.infer<typeof tmsOffer>;

export const DECLINE_REASONS = ['NO_SERVICE', 'NO_CAPACITY', 'OVER_LIMIT', 'OTHER'] as const;
export const tmsQuotesAnswer = z.object({
  offers: z.array(tmsOffer),
  declined: z.array(
    z.object({ carrierCode: z.string().min(2).max(10), reason: z.enum(DECLINE_REASONS).catch('OTHER') }),
  ),
});

export const tmsBookingRequest = z.object({
  reference: z.string().min(1).max(60).describe('Ours: `{salesOrderNumber}/{attempt}`'),
  offerId: z.string().min(1).max(60),
  orders: memberOrders,
  pickupStart: wireInstant.nullable().optional(),
  pickupEnd: wireInstant.nullable().optional(),
  deliveryInstructions: z.array(z.string().max(1000)).max(2).optional(),
});
export type TmsBookingRequest = z.infer<typeof tmsBookingRequest>;

export const BOOKING_STATUSES = ['BOOKED', 'CANCELLED', 'PICKED_UP', 'DELIVERED'] as const;
export const tmsBooking = z.object({
  bookingId: z.string().min(1).max(60),
  reference: z.string().min(1).max(60),
  offerId: z.string().min(1).max(60),
  carrierCode: z.string().min(2).max(10),
  serviceLevel: z.string().max(60),
  bolNumber: z.string().max(40).nullable(),
  proNumber: z.string().max(40).nullable(),
  trackingNumber: z.string().max(60).nullable(),
  totalCharge: z.number().min(0),
  currency: z.string().length(3),
  pickupStart: wireInstant.nullable(),
  pickupEnd: wireInstant.nullable(),
  estimatedDeliveryDate: wireInstant.nullable(),
  voidableUntil: wireInstant.nullable(),
  status: z.enum(BOOKING_STATUSES),
});
export type TmsBooking = z.infer<typeof tmsBooking>;

export const tmsBookingAnswer = z.object({ booking: tmsBooking });
export const tmsBookingsAnswer = z.object({ bookings: z.array(tmsBooking) });

/** Why a TMS refuses; any other word counts as `OTHER`. */
export const TMS_REFUSALS = [
  'OFFER_UNKNOWN',
  'OFFER_EXPIRED',
  'CARRIER_REFUSED',
  'NO_CAPACITY',
  'REFERENCE_USED',
  'BOOKING_UNKNOWN',
  'PICKED_UP',
  'VOID_REFUSED',
  'INVALID_MESSAGE',
  'OTHER',
] as const;
