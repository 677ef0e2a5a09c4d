import { api } from './support';

const { client, orderLike, demo } = api();
const unit = `/business_units/${demo.b2bBusinessUnitId}/sales_orders`;

const quoteRequest = {
  origin: { facilityId: demo.buildingId, countryCode: 'GB', postalCode: 'E16 2AB', address1: '1 Dock Way' },
  destination: { name: 'Northside Records', countryCode: 'GB', locality: 'York', postalCode: 'YO1 9AA' },
  containers: [{ height: 48, width: 40, length: 48, weight: 310, stackable: false, quantity: '2', type: 'Pallet' }],
  shipmentType: 'LTL',
  weightUom: 'LB',
  lengthUom: 'IN',
};

async function freightOrder() {
  const order = orderLike({ orderDropDate: undefined });
  const { body } = await client.post(unit, order);
  const { salesOrderNumber } = body.data;
  return {
    path: `${unit}/${order.customerOrderNumber}`,
    number: order.customerOrderNumber,
    tms: `/organizations/${demo.orgId}/sales_orders/${salesOrderNumber}`,
  };
}

describe('a freight order', () => {
  it('is quoted, booked, gets its bill of lading, is dropped and ships', async () => {
    const { path, tms } = await freightOrder();
    const quoted = await client.post(`${tms}/tms_quote`, quoteRequest);
    expect(quoted.status).toBe(200);
    const [quote] = quoted.body.data.quotes;
    const booked = await client.post(`${tms}/tms_shipment`, { quoteId: quote.quoteId });
    expect(booked.status).toBe(201);
    expect(booked.body.data).toMatchObject({ quoteId: quote.quoteId, status: 'BOOKED' });
    const again = await client.post(`${tms}/tms_shipment`, { quoteId: quote.quoteId });
    expect([again.status, again.body.data.bookingId]).toEqual([200, booked.body.data.bookingId]);
    const bol = await client.put(`${tms}/bol`, { bolNumber: 'BOL-77' });
    expect(bol.body.data.bolNumber).toBe('BOL-77');
    const dropped = await client.post(`${tms}/approve_quote`, { quoteId: quote.quoteId });
    expect(dropped.status).toBe(202);
    expect(dropped.body.data).toMatchObject({ quoteId: quote.quoteId, status: 'RELEASED' });
    expect(dropped.headers.get('location')).toBe(path);
    expect((await client.post(`${tms}/approve_quote`, { quoteId: quote.quoteId })).status).toBe(202);
    await client.until(path, (body) => body.data.status === 'SHIPPED');
  });

  it('is unbooked; a second time there is nothing to unbook', async () => {
    const { tms } = await freightOrder();
    const quoted = await client.post(`${tms}/tms_quote`, quoteRequest);
    await client.post(`${tms}/tms_shipment`, { quoteId: quoted.body.data.quotes[0].quoteId });
    const voided = await client.delete(`${tms}/tms_shipment`);
    expect([voided.status, voided.body]).toEqual([200, {}]);
    const again = await client.delete(`${tms}/tms_shipment`);
    expect([again.status, again.body.code]).toEqual([404, 'NOT_BOOKED']);
  });

  it('is found by the client’s number too', async () => {
    const { number } = await freightOrder();
    const path = `/organizations/${demo.orgId}/sales_orders/${number}/tms_shipment`;
    const answer = await client.post(path, { quoteId: 'NO-SUCH' });
    expect([answer.status, answer.body.code]).toEqual([404, 'QUOTE_NOT_FOUND']);
  });

  it('lists what is wrong with a quote request', async () => {
    const { tms } = await freightOrder();
    const answer = await client.post(`${tms}/tms_quote`, { ...quoteRequest, containers: [], shipmentType: undefined });
    expect(answer.body.errors.map(({ field }: { field: string }) => field).sort()).toEqual([
      'data.containers',
      'data.shipmentType',
    ]);
  });

  it('is released without a quote by a person', async () => {
    const { path } = await freightOrder();
    const released = await client.post(`${path}/release`);
    expect([released.status, released.headers.get('retry-after')]).toEqual([202, '2']);
    await client.until(path, (body) => body.data.status === 'SHIPPED');
  });
});
