import { z } from 'zod';
import { MAX_BATCH, messageId, wireInstant, wireOrderKey } from './common';

/**
 * What we send to a warehouse (our own design; a connection's adapter may speak another dialect).
 * All three requests take lists and answer one result per message, in the order of the request.
 * `POST {url}/orders` and `POST {url}/recalls` are idempotent by `messageId`: a repeat does nothing and says `duplicate`.
 */

/** Our own limits on intake are lower; a warehouse must not fail on what we accepted. */
const text = z.string().max(500);

export const wmsAddress = z.object({
  name: text.optional(),
  attentionTo: text.optional(),
  address1: text.optional(),
  address2: text.optional(),
  address3: text.optional(),
  city: text.optional(),
  state: text.optional(),
  country: text.optional(),
  postalCode: text.optional(),
  email: z.string().max(2000).optional(),
  phoneNumber: text.optional(),
});
export type WmsAddress = z.infer<typeof wmsAddress>;

export const wmsOrderLine = z.object({
  customerLineNumber: z.string().min(1).max(40),
  skuId: z.string().min(1).max(60),
  quantity: z.number().int().min(1).describe('Units still to ship, in `quantityMeasure`'),
  quantityMeasure: z.string().max(10).default('EA'),
});
export type WmsOrderLine = z.infer<typeof wmsOrderLine>;

/** Freight: the carrier is booked before the warehouse sees the order, the pick needs the bill of lading. */
export const wmsBooking = z.object({
  carrierCode: z.string().max(10),
  serviceLevel: z.string().max(60).nullable().optional(),
  bolNumber: z.string().max(40).nullable().optional(),
  proNumber: z.string().max(40).nullable().optional(),
  trackingNumber: z.string().max(60).nullable().optional(),
  pickupStart: wireInstant.nullable().optional(),
  pickupEnd: wireInstant.nullable().optional(),
});

export const wmsOrderMessage = wireOrderKey.extend({
  messageId,
  jobId: z.string().min(1).max(20).describe('Names this drop; the acknowledgement answers it'),
  attempt: z.number().int().min(1).describe('Grows with a decided re-drop, never with a retry'),
  salesOrderNumber: z.string().min(1).max(40),
  buildingId: z.string().min(1).max(20),
  shipTo: wmsAddress.nullable(),
  carrierId: z.string().max(40).nullable(),
  shippingSpeed: z.string().max(40).nullable(),
  fillKillIndicator: z.enum(['1', '2', '3']),
  lines: z.array(wmsOrderLine).min(1),
  deliveryInstructions: z.array(z.string().max(1000)).max(2).optional(),
  booking: wmsBooking.nullable().optional(),
});
export type WmsOrderMessage = z.input<typeof wmsOrderMessage>;
export type ReceivedWmsOrder = z.output<typeof wmsOrderMessage>;

export const wmsOrdersRequest = z.object({ messages: z.array(wmsOrderMessage).min(1).max(MAX_BATCH) });

/** Why a warehouse refuses a drop at once; any other word counts as `OTHER`. */
export const WMS_REFUSALS = [
  'ORDER_EXISTS',
  'ALREADY_SHIPPED',
  'STALE_ATTEMPT',
  'MESSAGE_ID_REUSED',
  'INVALID_MESSAGE',
  'UNKNOWN_BUILDING',
  'UNKNOWN_SKU',
  'OTHER',
] as const;

export const wmsDropResult = z.object({
  messageId,
  status: z.enum(['accepted', 'duplicate', 'refused']),
  code: z.enum(WMS_REFUSALS).catch('OTHER').optional(),
});
export type WmsDropResult = z.infer<typeof wmsDropResult>;
export const wmsOrdersAnswer = z.object({ results: z.array(wmsDropResult) });

export const wmsRecallMessage = wireOrderKey.extend({
  messageId,
  salesOrderNumber: z.string().min(1).max(40),
  attempt: z.number().int().min(0).describe('The drop attempt that is called back'),
  reason: z.string().max(60).describe('Reason code, no free text'),
});
export type WmsRecallMessage = z.infer<typeof wmsRecallMessage>;
export const wmsRecallsRequest = z.object({ messages: z.array(wmsRecallMessage).min(1).max(MAX_BATCH) });

/** Receipt only: whether the order could be stopped comes later, as a `recall_answered` event. */
export const wmsRecallResult = z.object({ messageId, status: z.enum(['received', 'duplicate']) });
export type WmsRecallResult = z.infer<typeof wmsRecallResult>;
export const wmsRecallsAnswer = z.object({ results: z.array(wmsRecallResult) });

export const wmsInquiriesRequest = z.object({ orders: z.array(wireOrderKey).min(1).max(MAX_BATCH) });

export const WMS_BOOK_STATUSES = ['received', 'acknowledged', 'rejected', 'picking', 'shipped', 'recalled'] as const;
export const wmsInquiryResult = wireOrderKey.extend({
  known: z.boolean(),
  attempt: z.number().int().min(0).describe('Latest attempt in the books, 0 when unknown'),
  status: z.enum(WMS_BOOK_STATUSES).nullable(),
  shipmentIds: z.array(z.string()).default([]),
});
export type WmsInquiryResult = z.infer<typeof wmsInquiryResult>;
export const wmsInquiriesAnswer = z.object({ orders: z.array(wmsInquiryResult) });
