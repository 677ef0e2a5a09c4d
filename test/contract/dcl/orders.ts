import { PostedOrder } from '../../../src/contract/dcl/order';

/** An order as it is posted. */
export const POSTED = {
  order_status: 1,
  order_number: 'SO-71042',
  account_number: '20417',
  ordered_date: '2026-03-04',
  po_number: 'PO-5518',
  freight_account: '00731',
  shipping_carrier: 'UPS',
  shipping_service: 'GROUND',
  system_id: 'P',
  shipping_address: {
    company: 'Larkspur Optics',
    attention: 'Mina Orr',
    address1: '12 Quay Lane',
    address2: 'Unit 4',
    phone: '555-010-0142',
    email: 'mina@example.test',
    city: 'Portland',
    state_province: 'OR',
    postal_code: '97201',
    country_code: 'US',
  },
  order_subtotal: 59.8,
  shipping_handling: 6.4,
  sales_tax: 0,
  total_due: 66.2,
  lines: [
    { line_number: 1, item_number: 'LENS-50-BLK', quantity: 2, price: 29.9, ship_by: '2026-03-07' },
    { line_number: 2, item_number: 'CAP-50', quantity: 1, description: 'Cap', custom_field1: 'blue' },
  ],
};

/** The order with some members replaced, read by its schema. */
export const posted = (members: Record<string, unknown> = {}): PostedOrder =>
  PostedOrder.parse({ ...POSTED, ...members });
