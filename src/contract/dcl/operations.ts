import { z } from 'zod';
import { date, optional, required } from './fields';

/** Which order a change is about; one order a call. */
export const OrderReference = z
  .looseObject({ account_number: required(10), order_number: required(34) })
  .meta({ id: 'DclOrderReference' });

const MAX_LINES = 2000;

/** Goods that are on their way to a building. */
export const PoNotification = z
  .looseObject({
    account_number: required(10),
    location: required(5),
    reference_transaction_number: required(25).meta({
      description: 'Unique: the same number is the same notification.',
    }),
    reference_order_number: required(25),
    order_date: date,
    expected_delivery_date: date,
    lines: z
      .array(
        z.looseObject({
          line_number: z.number().int(),
          item_number: required(25),
          quantity: z.number().int().min(1).max(999_999_999),
          expected_delivery_date: optional(date),
        }),
      )
      .min(1)
      .max(MAX_LINES),
  })
  .meta({ id: 'DclPoNotification' });
export type PoNotification = z.infer<typeof PoNotification>;
