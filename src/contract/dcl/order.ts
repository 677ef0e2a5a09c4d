import { z } from 'zod';
import { isReservedNumber } from '../umg/rules';
import { MISSING } from './faults';
import { PostedAddress } from './address';
import { date, decimal, optional, required, whole, words } from './fields';

/** The vendor names no limit. */
export const MAX_LINES = 500;
export const MAX_ORDERS = 1000;
const MAX_UNITS = 999_999_999;
const RUSH = 2;

const shared = {
  line_number: whole.min(-MAX_UNITS).max(MAX_UNITS),
  item_number: required(25),
  description: words(100),
  quantity: z.number().int().min(1).max(MAX_UNITS),
  price: optional(decimal),
  comments: words(100),
  custom_field1: words(20),
  custom_field2: words(20),
  custom_field3: words(20),
  custom_field4: words(20),
  custom_field5: words(20),
};

export const BundleLine = z.looseObject(shared).meta({ id: 'DclBundleLine' });

/** A line as it is posted; `line_number` is unique in the order. */
export const PostedLine = z
  .looseObject({
    ...shared,
    do_not_ship_before: optional(date),
    ship_by: optional(date),
    bundle_lines: optional(z.array(BundleLine).max(MAX_LINES)),
  })
  .meta({ id: 'DclLine' });
export type PostedLine = z.infer<typeof PostedLine>;

/** Members of an order that we keep and show, and that steer nothing. */
export const KEPT_MEMBERS = {
  freight_account: required(10),
  system_id: optional(z.enum(['P', 'B'])),
  international_code: optional(whole),
  order_subtotal: optional(decimal),
  international_handling: optional(decimal),
  amount_paid: optional(decimal),
  net_due_currency: optional(decimal),
  balance_due_us: optional(decimal),
  international_declared_value: optional(decimal),
  insurance: optional(decimal),
  payment_type: words(25),
  terms: words(25),
  fob: words(25),
  packing_list_type: optional(whole),
  custom_field1: words(20),
  custom_field2: words(20),
  custom_field3: words(20),
  custom_field4: words(20),
  custom_field5: words(20),
};

/** An order as it is posted. */
export const PostedOrder = z
  .looseObject({
    order_status: optional(z.number().int().min(0).max(RUSH)).meta({ description: '0 hold, 1 normal, 2 rush.' }),
    order_number: required(25)
      .regex(/^[A-Za-z0-9#-]+$/)
      .refine((number) => !isReservedNumber(number), 'is a reserved word'),
    account_number: required(10),
    ordered_date: optional(date),
    po_number: words(1000).meta({ description: 'Cut after 25 characters.' }),
    customer_number: words(25),
    acknowledgement_email: words(40),
    consignee_number: words(25),
    shipping_carrier: required(30),
    shipping_service: required(30),
    shipping_address: PostedAddress,
    billing_address: optional(PostedAddress),
    shipping_handling: optional(decimal),
    sales_tax: optional(decimal),
    total_due: optional(decimal),
    packing_list_comments: words(255),
    shipping_instructions: words(255),
    ...KEPT_MEMBERS,
    lines: z.array(PostedLine).min(1).max(MAX_LINES),
  })
  .superRefine(({ system_id, custom_field4, lines }, ctx) => {
    if (system_id === 'B' && !custom_field4) {
      ctx.addIssue({ code: 'custom', path: ['custom_field4'], message: 'is required', params: MISSING });
    }
    const numbers = lines.map(({ line_number }) => line_number);
    const again = numbers.findIndex((number, at) => numbers.indexOf(number) < at);
    if (again >= 0) ctx.addIssue({ code: 'custom', path: ['lines', again, 'line_number'], message: 'must be unique' });
  })
  .meta({ id: 'DclOrder' });
export type PostedOrder = z.infer<typeof PostedOrder>;

/** A batch: the unit of acceptance; it is no resource. */
export const Batch = z
  .looseObject({
    allow_partial: z.boolean(),
    location: words(5).meta({ description: 'Code of the building; the account’s first one where it is empty.' }),
    orders: z.array(PostedOrder).min(1).max(MAX_ORDERS),
  })
  .meta({ id: 'DclBatch' });
