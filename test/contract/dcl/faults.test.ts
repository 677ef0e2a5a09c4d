import { faultOf, sentence } from '../../../src/contract/dcl/faults';
import { PostedOrder } from '../../../src/contract/dcl/order';
import { POSTED } from './orders';

const [line] = POSTED.lines;
const inLine = (members: Record<string, unknown>) => ({ lines: [line, { ...line, line_number: 2, ...members }] });
const inAddress = (members: Record<string, unknown>) => ({
  shipping_address: { ...POSTED.shipping_address, ...members },
});

/** The code and the sentence about an order with some members replaced. */
function judged(members: Record<string, unknown>): [number, string] {
  const { error } = PostedOrder.safeParse({ ...POSTED, ...members });
  if (!error) return [0, ''];
  const fault = faultOf(error);
  return [fault.code, sentence(fault, { index: 3, orderNumber: 'SO-71042' })];
}

const at = `[Order index = 3; order_number = 'SO-71042']`;
const atLine = (detail: number) => `[Order index = 3; order_number = 'SO-71042'; Detail index = ${detail}]`;

describe('the code and the sentence of a fault', () => {
  it('a sound order has none', () => {
    expect(judged({})).toEqual([0, '']);
  });

  it.each<[Record<string, unknown>, number, string]>([
    [inLine({ quantity: 0 }), 4, `'quantity' must be bigger than 0 ${atLine(1)}.`],
    [inLine({ quantity: -2 }), 4, `'quantity' must be bigger than 0 ${atLine(1)}.`],
    [inLine({ quantity: 1.5 }), 4, `'quantity' must be a whole number ${atLine(1)}.`],
    [inLine({ quantity: '2' }), 4, `'quantity' must be a number ${atLine(1)}.`],
    [inLine({ quantity: undefined }), 3, `'quantity' is required ${atLine(1)}.`],
    [inLine({ item_number: '' }), 3, `'item_number' is required ${atLine(1)}.`],
    [inLine({ item_number: 'x'.repeat(26) }), 5, `'item_number' is longer than 25 characters ${atLine(1)}.`],
    [inLine({ line_number: 1 }), 4, `'line_number' must be unique ${atLine(1)}.`],
    [inLine({ ship_by: '2026-02-30' }), 4, `'ship_by' must be a date, YYYY-MM-DD ${atLine(1)}.`],
    [
      inLine({ bundle_lines: [{ line_number: 1, item_number: 'A', quantity: 0 }] }),
      4,
      `'bundle_lines.quantity' must be bigger than 0 ${atLine(1)}.`,
    ],
    [{ lines: [line, 7] }, 4, `'line' must be an object ${atLine(1)}.`],
    [{ lines: [] }, 3, `'lines' is required ${at}.`],
    [{ lines: undefined }, 3, `'lines' is required ${at}.`],
    [{ freight_account: null }, 3, `'freight_account' is required ${at}.`],
    [{ order_number: 'SO 1' }, 5, `'order_number' has characters that are not allowed ${at}.`],
    [{ order_number: 'x'.repeat(26) }, 5, `'order_number' is longer than 25 characters ${at}.`],
    [{ order_number: 'bulk' }, 4, `'order_number' is a reserved word ${at}.`],
    [{ order_status: 3 }, 4, `'order_status' must not be bigger than 2 ${at}.`],
    [{ system_id: 'X' }, 4, `'system_id' has a value that is not known ${at}.`],
    [{ system_id: 'B' }, 3, `'custom_field4' is required ${at}.`],
    [{ po_number: 'a\u0007b' }, 5, `'po_number' has characters that are not allowed ${at}.`],
    [{ shipping_address: undefined }, 3, `'shipping_address' is required ${at}.`],
    [inAddress({ city: '' }), 3, `'shipping_address.city' is required ${at}.`],
    [inAddress({ postal_code: null }), 3, `'shipping_address.postal_code' is required ${at}.`],
    [inAddress({ company: '', attention: null }), 3, `'shipping_address.attention' is required ${at}.`],
    [inAddress({ country_code: 'USA' }), 5, `'shipping_address.country_code' is longer than 2 characters ${at}.`],
  ])('%j', (members, code, text) => {
    expect(judged(members)).toEqual([code, text]);
  });

  it('an order that is no object', () => {
    const { error } = PostedOrder.safeParse('SO-1');
    expect(error && faultOf(error)).toEqual({ code: 4, field: 'order', says: 'must be an object' });
  });

  it.each([
    ['nothing for what may be left out', { po_number: null, billing_address: null, customer_number: '' }],
    [
      'no state and no postal code outside the US and Canada',
      inAddress({ country_code: 'HK', state_province: null, postal_code: '' }),
    ],
    ['a person without a company', inAddress({ company: null })],
    ['a date with a time behind it', { ordered_date: '2026-03-04T00:00:00' }],
    ['a purchase number that is too long', { po_number: 'P'.repeat(40) }],
    ['a credit', { amount_paid: -3, total_due: -1 }],
    ['members that we do not know', { colour: 'red' }],
  ])('%s is no fault', (_name, members) => {
    expect(judged(members)).toEqual([0, '']);
  });
});
