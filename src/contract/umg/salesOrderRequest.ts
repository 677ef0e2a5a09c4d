import { z } from 'zod';
import { Address } from '../common/address';
import { amount, code, day, instant, required, text } from '../common/fields';
import { CARRIERS, FILL_KILL, FREIGHT_TERMS, ORDER_TYPES, SERVICE_LEVELS, SHIPPING_SPEEDS } from './codes';
import { OrderLine } from './orderLine';

const CustomerDates = z
  .looseObject({
    requestedDeliveryDate: day.optional(),
    requestedShipDate: day.optional(),
    deliveryStartDate: day.optional(),
    deliveryEndDate: day.optional(),
    doNotShipBefore: day.optional(),
    doNotShipAfter: day.optional(),
    cancelAfter: day.optional(),
    cancelIfNotDeliveredBy: day.optional(),
  })
  .meta({ id: 'CustomerDates' });

const SalesChannelOrderInfo = z
  .looseObject({
    salesChannelName: text(100).optional(),
    orderNumber: text(100).optional(),
    purchaseDate: day.optional(),
    lastUpdateDate: day.optional(),
    shipServiceLevel: code(SERVICE_LEVELS).optional(),
    earliestShipDate: day.optional(),
    latestShipDate: day.optional(),
    earliestDeliveryDate: day.optional(),
    latestDeliveryDate: day.optional(),
  })
  .meta({ id: 'SalesChannelOrderInfo' });

const MAX_LINES = 2000;

/** A sales order as a client sends it. Unknown members are kept and echoed. */
export const SalesOrderRequest = z
  .looseObject({
    orderLines: z.array(OrderLine).min(1).max(MAX_LINES),
    customerOrderNumber: required(30),
    jobId: required(20).optional(),
    orderCreatedDate: instant.optional(),
    requestedBuildingId: required(5).optional(),
    shipTo: Address,
    notes: text(4000).optional(),
    carrierId: code(CARRIERS).optional(),
    shippingSpeed: code(SHIPPING_SPEEDS).optional(),
    deliveryInstructions1: text(1000).optional(),
    deliveryInstructions2: text(1000).optional(),
    buyerOrderNumber: text(100).optional(),
    fulfillFlag: z.boolean().optional(),
    fillKillIndicator: code(FILL_KILL).optional(),
    customerOrderType: code(ORDER_TYPES).optional(),
    billTo: Address.optional(),
    giftMessage: text(1000).optional(),
    orderAmount: amount.optional(),
    isSignatureRequired: z.boolean().optional(),
    isInsuranceRequired: z.boolean().optional(),
    orderDropDate: day.optional(),
    customerDates: CustomerDates.optional(),
    salesChannelOrderInfo: SalesChannelOrderInfo.optional(),
    currency: text(3).optional(),
    customFields: z
      .array(z.looseObject({ name: required(100), value: text(1000) }))
      .max(200)
      .optional(),
    b2bCustomerId: text(30).optional(),
    freightTerms: code(FREIGHT_TERMS).optional(),
    carrierAccountNumber: text(60).optional(),
    shippingAmount: amount.optional(),
    taxAmount: amount.optional(),
    discountAmount: amount.optional(),
  })
  .meta({ id: 'SalesOrderRequest' });
export type SalesOrderRequest = z.infer<typeof SalesOrderRequest>;
