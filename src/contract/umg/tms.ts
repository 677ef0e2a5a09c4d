import { z } from 'zod';
import { instant, required, stamp, text } from '../common/fields';

/** A carrier's offer. It can be booked until `expiresAt`; a booking can be voided without charge until `voidableUntil`. */
export const TmsQuote = z
  .object({
    quoteId: z.string(),
    carrierCode: z.string(),
    carrierName: z.string(),
    serviceLevel: z.string(),
    shipmentType: z.string(),
    shipmentMode: z.string(),
    currency: z.string(),
    baseCharge: z.number(),
    fuelSurcharge: z.number(),
    accesorials: z.array(z.object({ code: z.string(), charge: z.number() })),
    totalCharge: z.number(),
    transitDays: z.number().int(),
    estimatedDeliveryDate: stamp.nullable(),
    expiresAt: stamp,
    voidableUntil: stamp.nullable(),
    status: z.enum(['OPEN', 'APPROVED', 'BOOKED', 'EXPIRED']),
  })
  .meta({ id: 'TmsQuote' });

export const TmsQuotes = z
  .object({ salesOrderNumber: z.string(), quotes: z.array(TmsQuote) })
  .meta({ id: 'TmsQuotes' });

export const TmsBookingRequest = z
  .looseObject({
    quoteId: required(100),
    pickupStart: instant.optional(),
    pickupEnd: instant.optional(),
    deliveryInstructions1: text(1000).optional(),
    deliveryInstructions2: text(1000).optional(),
  })
  .meta({ id: 'TmsBookingRequest' });

/** A booking with a carrier. */
export const TmsShipment = z
  .object({
    bookingId: z.string(),
    quoteId: z.string(),
    salesOrderNumber: z.string(),
    carrierCode: z.string(),
    serviceLevel: z.string(),
    bolNumber: z.string().nullable(),
    proNumber: z.string().nullable(),
    trackingNumber: z.string().nullable(),
    totalCharge: z.number(),
    currency: z.string(),
    pickupStart: stamp.nullable(),
    pickupEnd: stamp.nullable(),
    estimatedDeliveryDate: stamp.nullable(),
    voidableUntil: stamp.nullable(),
    status: z.enum(['BOOKED', 'CANCELLED', 'PICKED_UP', 'DELIVERED']),
  })
  .meta({ id: 'TmsShipment' });

export const BolUpdate = z
  .looseObject({
    bolNumber: required(60),
    proNumber: required(60).optional(),
    carrierCode: required(10).optional(),
    trackingNumber: required(60).optional(),
  })
  .meta({ id: 'BolUpdate' });

export const QuoteApproval = z.looseObject({ quoteId: required(100) }).meta({ id: 'QuoteApproval' });

export const ApprovedDrop = z
  .object({ salesOrderNumber: z.string(), quoteId: z.string(), status: z.literal('RELEASED') })
  .meta({ id: 'ApprovedDrop' });

export const ErpCredentials = z
  .looseObject({ clientId: required(200), clientSecret: required(500) })
  .meta({ id: 'ErpCredentials' });

export const ErpToken = z
  .object({ token: z.string(), tokenType: z.literal('Bearer'), expiresIn: z.number().int() })
  .meta({ id: 'ErpToken' });
