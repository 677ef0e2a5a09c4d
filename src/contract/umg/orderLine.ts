import { z } from 'zod';
import { amount, code, required, text, units } from '../common/fields';
import { LINE_TYPES, QUANTITY_MEASURES } from './codes';

const GiftCardInfo = z
  .looseObject({
    amount: amount.optional(),
    code: text(100).optional(),
    detail: text(1000).optional(),
    type: text(100).optional(),
  })
  .meta({ id: 'GiftCardInfo' });

/** One line of a sales order as the client sends it. `customerLineNumber` is unique in its order. */
export const OrderLine = z
  .looseObject({
    skuId: required(60),
    quantity: units,
    quantityMeasure: code(QUANTITY_MEASURES, 10).optional(),
    customerLineNumber: required(30),
    customerSku: text(60).optional(),
    giftMessage: text(1000).optional(),
    notes: text(4000).optional(),
    lineType: code(LINE_TYPES).optional(),
    amount: amount.optional(),
    giftCardInfo: GiftCardInfo.optional(),
  })
  .meta({ id: 'OrderLine' });
export type OrderLine = z.infer<typeof OrderLine>;
