import { randomUUID } from 'node:crypto';
import { api } from './support';

const { client, orders, orderLike, demo } = api();

/** A released order has no date to wait for. */
async function released(members: Record<string, unknown> = {}) {
  const order = orderLike({ orderDropDate: undefined, ...members });
  await client.post(orders, order);
  return { order, number: order.customerOrderNumber, path: `${orders}/${order.customerOrderNumber}` };
}

const confirmation = (customerOrderNumber: string, over: Record<string, unknown> = {}, quantity = 1) => ({
  businessUnitId: demo.businessUnitId,
  customerOrderNumber,
  orderComplete: false,
  shipments: [
    {
      shipmentId: `S-${customerOrderNumber}`,
      carrierId: 'UPS',
      containers: [
        {
          containerId: 'C1',
          trackingNumber: '1Z0001',
          lines: [{ customerLineNumber: '1', skuId: demo.skus[0], quantity }],
        },
      ],
    },
  ],
  ...over,
});

describe('a parcel order', () => {
  it('goes from create to shipped by itself and tells its story', async () => {
    const { path } = await released();
    const { data } = await client.until(path, (body) => body.data.status === 'SHIPPED');
    expect(data).toMatchObject({
      waiting: null,
      orderLines: [{ status: 'SHIPPED', quantityShipped: 2, quantityOpen: 0 }],
    });
    const events = (await client.get(`${path}/events`)).body.data;
    expect(events.length).toBeGreaterThanOrEqual(5);
    expect(events.map((event: { sequence: number }) => event.sequence)).toEqual(
      events.map((_: unknown, index: number) => index + 1),
    );
    const shipments = (await client.get(`${path}/shipments`)).body.data;
    expect(shipments[0]).toMatchObject({
      version: 1,
      containers: [expect.objectContaining({ lines: expect.any(Array) })],
    });
    const cancel = await client.delete(path);
    expect([cancel.status, cancel.body.code]).toEqual([409, 'ORDER_ALREADY_SHIPPED']);
  });
});

describe('a ship confirmation', () => {
  it('is recorded once however often it comes, and kept apart from one with other content', async () => {
    const order = orderLike();
    const path = `${orders}/${order.customerOrderNumber}`;
    await client.post(orders, order);
    expect((await client.get(`${path}/shipments`)).body.data).toEqual([]);
    const fact = confirmation(order.customerOrderNumber);
    const first = await client.post('/shipConfirmation', fact);
    expect([first.status, first.body]).toEqual([200, {}]);
    expect((await client.post('/shipConfirmation', fact)).status).toBe(200);
    const recorded = await client.until(
      path,
      (body) => body.data.status === 'PARTIALLY_SHIPPED' || body.data.exceptions.length > 0,
    );
    expect(recorded.data.orderLines[0]).toMatchObject({ quantityShipped: 1, quantityOpen: 1 });

    const other = await client.post('/shipConfirmation', confirmation(order.customerOrderNumber, {}, 2));
    expect([other.status, other.body.code]).toEqual([409, 'SHIPMENT_CONFLICT']);
    const after = await client.until(path, (body) =>
      body.data.exceptions.some(({ code }: { code: string }) => code === 'SHIPMENT_CONFLICT'),
    );
    expect(after.data.orderLines[0].quantityShipped).toBe(1);
  });

  it('is corrected by a person with a reason; the first report stays a repeat', async () => {
    const order = orderLike();
    const path = `${orders}/${order.customerOrderNumber}`;
    await client.post(orders, order);
    const fact = confirmation(order.customerOrderNumber);
    await client.post('/shipConfirmation', fact);
    await client.until(`${path}/shipments`, (body) => body.data.length === 1);
    const [shipment] = confirmation(order.customerOrderNumber, {}, 2).shipments;
    const correction = { reason: 'two were in the box', shipment };
    const corrected = await client.post(`${path}/shipments/${shipment?.shipmentId}/correction`, correction);
    expect(corrected.status).toBe(200);
    expect(corrected.body.data.orderLines[0].quantityShipped).toBe(2);
    expect((await client.get(`${path}/shipments`)).body.data).toMatchObject([{ version: 2 }]);
    expect((await client.post('/shipConfirmation', fact)).status).toBe(200);
    const unknown = await client.post(`${path}/shipments/NO-SUCH/correction`, {
      ...correction,
      shipment: { ...shipment, shipmentId: 'NO-SUCH' },
    });
    expect([unknown.status, unknown.body.code]).toEqual([404, 'SHIPMENT_NOT_FOUND']);
  });

  it('of an unknown order is kept and applied when the order comes', async () => {
    const order = orderLike();
    const answer = await client.post('/shipConfirmation', confirmation(order.customerOrderNumber));
    expect([answer.status, answer.body.code, answer.body.retryable]).toEqual([404, 'ORDER_UNKNOWN', true]);
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    const parked = (await client.get('/parked_callbacks?limit=1000')).body.data;
    expect(parked).toEqual(
      expect.arrayContaining([expect.objectContaining({ customerOrderNumber: order.customerOrderNumber })]),
    );
    await client.post(orders, order);
    await client.until(`${orders}/${order.customerOrderNumber}/shipments`, (body) => body.data.length === 1);
  });

  it('of another tenant’s unit is kept without reaching its orders', async () => {
    const number = randomUUID().slice(0, 20);
    const answer = await client.post('/shipConfirmation', confirmation(number, { businessUnitId: 'SOMEBODY-ELSES' }));
    expect([answer.status, answer.body.code]).toEqual([404, 'ORDER_UNKNOWN']);
  });
});

describe('an acknowledgement', () => {
  it('of an unknown job is kept, answered 404, and put aside by a person', async () => {
    const jobId = randomUUID().slice(0, 20);
    const answer = await client.post('/salesOrderAck', { jobId, status: 'COMPLETED', failedOrders: [] });
    expect([answer.status, answer.body.code]).toEqual([404, 'JOB_UNKNOWN']);
    const parked = (await client.get('/parked_callbacks?limit=1000')).body.data;
    const mine = parked.find(({ id }: { id: string }) => id.includes(jobId));
    const path = `/parked_callbacks/${encodeURIComponent(mine.id)}`;
    expect((await client.post(`${path}/retry`)).status).toBe(404);
    expect((await client.post(`${path}/discard`, {})).status).toBe(400);
    expect((await client.post(`${path}/discard`, { reason: 'a test' })).status).toBe(200);
    expect((await client.post(`${path}/discard`, { reason: 'a test' })).body.code).toBe('CALLBACK_NOT_FOUND');
  });

  it('is refused with 400 without its job', async () => {
    expect((await client.post('/salesOrderAck', { status: 'COMPLETED' })).status).toBe(400);
  });
});

describe('a signature', () => {
  it.each(['no-such-connection', ''])('of connection "%s" is refused with 401', async (name) => {
    const headers = {
      'waybill-connection': name,
      'webhook-id': 'x',
      'webhook-timestamp': '1',
      'webhook-signature': 'v1,x',
    };
    const answer = await client.post('/shipConfirmation', confirmation('X'), { headers });
    expect([answer.status, answer.body.code]).toEqual([401, 'SIGNATURE_INVALID']);
  });
});

describe('exceptions', () => {
  it('are listed over all orders and resolved by a person', async () => {
    const order = orderLike();
    await client.post(orders, order);
    await client.post('/shipConfirmation', confirmation(order.customerOrderNumber));
    const { data } = await client.until(
      `${orders}/${order.customerOrderNumber}`,
      (body) => body.data.exceptions.length > 0,
    );
    const { id, code } = data.exceptions[0];
    const listed = (await client.get(`/exceptions?code=${code}&limit=1000`)).body.data;
    expect(listed).toEqual(expect.arrayContaining([expect.objectContaining({ id, href: data.links.self })]));
    const resolved = await client.post(`/exceptions/${id}/resolve`, { note: 'goods were handed over by hand' });
    expect(resolved.body.data.exceptions[0]).toMatchObject({ id, resolvedAt: expect.any(String) });
    expect((await client.post('/exceptions/NO-SUCH-E1/resolve', {})).body.code).toBe('EXCEPTION_NOT_FOUND');
  });
});
