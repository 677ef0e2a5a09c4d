import { api } from './support';

const { client, orders, orderLike, demo } = api();

describe('creating an order', () => {
  it('answers 201 with its place, its version and where it stands', async () => {
    const order = orderLike({ erpBatch: 'B7', sequence: 99 });
    const { status, headers, body } = await client.post(orders, order);
    expect(status).toBe(201);
    expect(headers.get('location')).toBe(`${orders}/${order.customerOrderNumber}`);
    expect(headers.get('etag')).toBe(`"${body.data.sequence}"`);
    expect(headers.get('x-request-id')).toMatch(/^req_/);
    expect(body.data).toMatchObject({
      ...order,
      sequence: expect.any(Number),
      salesOrderNumber: expect.any(String),
      status: 'ON_HOLD',
      holds: [{ code: 'ORDER_DROP_DATE' }],
      waiting: { on: 'client' },
      orderLines: [{ customerLineNumber: '1', status: 'OPEN', quantityOpen: 2 }],
    });
    expect(body.data.sequence).toBeLessThan(99);
    const read = await client.get(headers.get('location') ?? '');
    expect(read.body.data.salesOrderNumber).toBe(body.data.salesOrderNumber);
  });

  it('answers the same order again with 200, whatever the order of its members', async () => {
    const order = orderLike();
    const first = await client.post(orders, order);
    const again = await client.post(orders, Object.fromEntries(Object.entries(order).reverse()));
    expect(again.status).toBe(200);
    expect(again.headers.get('idempotent-replayed')).toBe('true');
    expect(again.body.data.salesOrderNumber).toBe(first.body.data.salesOrderNumber);
  });

  it('answers 409 with the existing order where the content differs', async () => {
    const order = orderLike();
    const first = await client.post(orders, order);
    const other = await client.post(orders, { ...order, notes: 'other' });
    expect(other.status).toBe(409);
    expect(other.body).toMatchObject({
      code: 'ORDER_ALREADY_EXISTS',
      retryable: false,
      existing: {
        salesOrderNumber: first.body.data.salesOrderNumber,
        status: 'ON_HOLD',
        href: `${orders}/${order.customerOrderNumber}`,
      },
    });
  });

  it('makes one order of twenty requests at once', async () => {
    const order = orderLike();
    const answers = await Promise.all(Array.from({ length: 20 }, () => client.post(orders, order)));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(19);
    expect(new Set(answers.map(({ body }) => body.data.salesOrderNumber)).size).toBe(1);
  });

  it('takes an implausible postal code and holds the order for review', async () => {
    const shipTo = { ...orderLike().shipTo, postalCode: '99999999' };
    const { status, body } = await client.post(orders, orderLike({ shipTo }));
    expect(status).toBe(201);
    expect(body.data.holds).toEqual(expect.arrayContaining([expect.objectContaining({ code: 'ADDRESS_REVIEW' })]));
  });

  it('takes a number with a slash, a space and an umlaut', async () => {
    const order = orderLike({ customerOrderNumber: `A/B ü%${Date.now()}` });
    const { status, headers } = await client.post(orders, order);
    expect(status).toBe(201);
    const read = await client.get(headers.get('location') ?? '');
    expect(read.body.data.customerOrderNumber).toBe(order.customerOrderNumber);
  });

  it('never gives the number of a cancelled order again', async () => {
    const order = orderLike();
    await client.post(orders, order);
    await client.delete(`${orders}/${order.customerOrderNumber}`);
    const again = await client.post(orders, order);
    expect([again.status, again.body.code]).toEqual([409, 'ORDER_NUMBER_USED']);
  });

  it('goes to the unit’s building where none is asked for', async () => {
    const { body } = await client.post(orders, orderLike({ requestedBuildingId: undefined }));
    expect(body.data.buildingId).toBe(demo.buildingId);
  });
});
