import { z } from 'zod';
import { ReadAddress } from './address';
import { ENVELOPE } from './answers';
import { KEPT_MEMBERS } from './order';

const text = z.string().nullish();
const money = z.number().nullish();
const custom = {
  custom_field1: text,
  custom_field2: text,
  custom_field3: text,
  custom_field4: text,
  custom_field5: text,
};

const ReadBundleLine = z
  .looseObject({ line_number: z.number().int(), item_number: z.string(), quantity: z.number().int() })
  .meta({ id: 'DclReadBundleLine' });

/** A line as it reads back. */
export const ReadLine = z
  .object({
    line_number: z.number().int(),
    item_number: z.string(),
    description: text,
    quantity: z.number().int().meta({ description: 'Shipped; may differ from what was ordered.' }),
    is_back_order: z.boolean(),
    price: money,
    voided: z.boolean().meta({ description: 'Nothing of it will ship.' }),
    do_not_ship_before: text,
    ship_by: text,
    comments: text,
    ...custom,
    bundle_lines: z.array(ReadBundleLine),
  })
  .meta({ id: 'DclReadLine' });

const Package = z.object({
  carton_id: z.string(),
  tracking_number: text,
  shipped_items: z.array(
    z.object({ item_number: z.string(), quantity: z.number(), description: text, serial_numbers: z.array(z.string()) }),
  ),
});

const Shipped = z
  .object({ ship_date: z.string(), shipping_address: ReadAddress, packages: z.array(Package) })
  .meta({ id: 'DclShipment' });

/** An order as it reads back; `fields` leaves members out. */
export const ReadOrder = z
  .object({
    order_status: z.number().int(),
    order_number: z.string(),
    location: text,
    order_stage: z.number().int(),
    stage_description: z.string(),
    is_cancelled: z.boolean(),
    is_back_order: z.boolean(),
    account_number: z.string(),
    order_type: z.string(),
    ordered_date: text,
    received_date: z.string(),
    modified_at: z.string().meta({ description: 'With a zone; poll with `modified_from`.' }),
    po_number: text,
    customer_number: text,
    consignee_number: text,
    shipping_carrier: text,
    shipping_service: text,
    shipping_address: ReadAddress,
    billing_address: ReadAddress.nullish(),
    shipping_handling: money,
    sales_tax: money,
    total_due: money,
    packing_list_comments: text,
    shipping_instructions: text,
    ...KEPT_MEMBERS,
    freight_account: text,
    system_id: z.string(),
    lines: z.array(ReadLine),
    shipments: z.array(Shipped),
  })
  .partial()
  .meta({ id: 'DclReadOrder' });
export type ReadOrder = z.input<typeof ReadOrder>;
export const ORDER_FIELDS = Object.keys(ReadOrder.shape) as (keyof ReadOrder)[];

export const OrdersAnswer = z.object({ ...ENVELOPE, orders: z.array(ReadOrder) }).meta({ id: 'DclOrdersAnswer' });
