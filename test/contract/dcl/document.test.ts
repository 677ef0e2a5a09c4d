import { createOrder, policyOf, type OrderState } from '../../../src/domain/order';
import { renderOrder } from '../../../src/contract/dcl/renderOrder';
import { ReadOrder } from '../../../src/contract/dcl/readOrder';
import { toDocument } from '../../../src/contract/dcl/toDocument';
import { SalesOrderRequest } from '../../../src/contract/umg/salesOrderRequest';
import { toFacts } from '../../../src/contract/umg/toFacts';
import { orderingUnit } from '../orders';
import { posted, POSTED } from './orders';

const at = '2026-03-04T10:00:00.000Z';
const durations = {
  ackMs: 1, releaseMs: 1, bookingMs: 1, recallMs: 1, firstScanMs: 0, completionGraceMs: 1, bookingLookupMs: 1,
}; // prettier-ignore
const policy = policyOf('b2c', {}, durations);

/** An order as it reads back after some members of its state have changed. */
function readBack(members: Record<string, unknown> = {}, over: Partial<OrderState> = {}, extended = false) {
  const document = JSON.parse(JSON.stringify(toDocument(posted(members), 'LA'))) as SalesOrderRequest;
  const { state } = createOrder({
    key: { businessUnitId: 'BU', orderNumber: 'SO-71042' },
    salesOrderNumber: 'SO0000000001',
    facts: toFacts(document, orderingUnit('b2c')),
    policy,
    at,
    cause: 'c',
    actor: 'client',
  });
  const view = { accountNumber: '20417', document, createdAt: at, updatedAt: at };
  return ReadOrder.parse(renderOrder({ ...view, state: { ...state, ...over }, shipments: [] }, extended));
}

describe('a posted order', () => {
  it('is a sales order in our document, with what has no place there beside it', () => {
    const document = toDocument(posted({ order_status: 2 }), 'LA');
    expect(SalesOrderRequest.parse(document)).toMatchObject({
      customerOrderNumber: 'SO-71042',
      requestedBuildingId: 'LA',
      orderCreatedDate: '2026-03-04',
      buyerOrderNumber: 'PO-5518',
      carrierId: 'UPS',
      shippingSpeed: 'GROUND',
      priority: 'RUSH',
      orderAmount: 66.2,
      shipTo: { name: 'Larkspur Optics', attentionTo: 'Mina Orr', state: 'OR', country: 'US', postalCode: '97201' },
      orderLines: [
        { customerLineNumber: '1', skuId: 'LENS-50-BLK', quantity: 2, amount: 29.9, dcl: { ship_by: '2026-03-07' } },
        { customerLineNumber: '2', dcl: { description: 'Cap', custom_field1: 'blue' } },
      ],
      // Pacific days: 7 March ends at 8:00 UTC of the next.
      customerDates: { requestedShipDate: '2026-03-08T07:59:59.999Z' },
      dcl: { freight_account: '00731', system_id: 'P', order_subtotal: 59.8 },
    });
  });

  it('reads back as it was posted', () => {
    const { order_status, shipping_address, lines, ...plain } = POSTED;
    const { country_code: country, ...address } = shipping_address;
    const read = readBack();
    expect(read).toMatchObject({ ...plain, order_status, shipping_address: { ...address, country } });
    expect(read).toMatchObject({ order_stage: 10, location: 'LA', order_type: 'REST', received_date: '2026-03-04' });
    expect(read.lines).toMatchObject(
      lines.map((line) => ({ ...line, quantity: 0, is_back_order: false, voided: false })),
    );
  });

  it('reads back whatever its address lacks or has too much of', () => {
    const shipping_address = {
      attention: 'Mina Orr',
      address1: '1 Long Road',
      city: 'Central',
      state_province: 'New Territories',
      country_code: 'hk',
    };
    expect(readBack({ shipping_address }).shipping_address).toEqual({
      attention: 'Mina Orr',
      address1: '1 Long Road',
      city: 'Central',
      state_province: 'New Territories',
      country: 'HK',
    });
  });

  it('keeps credits, and 25 characters of a purchase number', () => {
    const read = readBack({ total_due: -5, amount_paid: 9, po_number: 'P'.repeat(40) });
    expect(read).toMatchObject({ total_due: -5, amount_paid: 9, po_number: 'P'.repeat(25) });
  });

  it('waits for the latest of its lines’ days', () => {
    const day = (do_not_ship_before: string) => ({ ...POSTED.lines[0], do_not_ship_before });
    const lines = [day('2026-07-02'), { ...day('2026-07-09'), line_number: 2 }];
    expect(toDocument(posted({ lines }), undefined).customerDates).toMatchObject({
      doNotShipBefore: '2026-07-09T07:00:00.000Z',
    });
  });

  it('shows times on the Pacific clock where they are asked for', () => {
    expect(readBack({}, {}, true).received_date).toBe('2026-03-04T02:00:00-08:00');
  });

  it('reads back although an update by another way has put nonsense among its members', () => {
    const document = toDocument(posted(), 'LA');
    Object.assign(document.dcl as object, { system_id: 7, order_subtotal: 'many' });
    expect(readBack()).toMatchObject({ system_id: 'P' });
    const { state } = createOrder({
      key: { businessUnitId: 'BU', orderNumber: 'SO-71042' },
      salesOrderNumber: 'SO0000000001',
      facts: toFacts(document, orderingUnit('b2c')),
      policy,
      at,
      cause: 'c',
      actor: 'client',
    });
    const view = { accountNumber: '1', document, state, createdAt: at, updatedAt: at, shipments: [] };
    const read = ReadOrder.parse(renderOrder(view, false));
    expect([read.system_id, read.order_subtotal, read.freight_account]).toEqual(['P', undefined, '00731']);
  });
});
