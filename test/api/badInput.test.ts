import { api } from './support';

const { client, orders, orderLike } = api();
const line = orderLike().orderLines[0];
const NAME = 'Zebediah Quux';

describe('a malformed request is answered 400 with every violation', () => {
  it.each<[string, string | Record<string, unknown>, string[]]>([
    ['JSON that ends early', '{"data": {"customerOrderNumber": "Zebediah', []],
    ['a bare number', '7', []],
    ['no envelope', orderLike(), ['data']],
    ['an empty envelope', { data: {} }, ['data.orderLines', 'data.customerOrderNumber', 'data.shipTo']],
    ['wrong types', { data: orderLike({ customerOrderNumber: 7, notes: {} }) }, ['data.customerOrderNumber', 'data.notes']],
    ['a quantity of zero', { data: orderLike({ orderLines: [{ ...line, quantity: 0 }] }) }, ['data.orderLines[0].quantity']],
    ['a missing address member', { data: orderLike({ shipTo: { name: NAME } }) }, ['data.shipTo.address1', 'data.shipTo.city', 'data.shipTo.country', 'data.shipTo.postalCode']],
    ['notes that are too long', { data: orderLike({ notes: 'x'.repeat(5000) }) }, ['data.notes']],
    ['text that cannot be stored', '{"data":{"customerOrderNumber":"a\\u0000b"}}', []],
    ['JSON nested a thousand deep', `${'['.repeat(1000)}${']'.repeat(1000)}`, []],
    ['form and rule broken at once', { data: orderLike({ carrierId: 7, orderLines: [line, line] }) }, ['data.carrierId']],
  ])('%s', async (_name, body, fields) => {
    const answer = await client.send('POST', orders, { body });
    expect(answer.status).toBe(400);
    expect(answer.headers.get('content-type')).toMatch('application/problem+json');
    expect(answer.body).toMatchObject({ code: 'VALIDATION_FAILED', retryable: false });
    expect(answer.body.requestId).toBe(answer.headers.get('x-request-id'));
    expect(answer.body.errors.map(({ field }: { field: string }) => field)).toEqual(expect.arrayContaining(fields));
    expect(answer.body.errors).toHaveLength(fields.length);
    expect(JSON.stringify(answer.body)).not.toMatch(/Zebediah|Quux|node_modules| at /);
  }); // prettier-ignore

  it('lists at most a hundred of them', async () => {
    const answer = await client.post(orders, orderLike({ orderLines: Array.from({ length: 300 }, () => ({})) }));
    expect([answer.status, answer.body.errors.length]).toEqual([400, 100]);
  });
});

describe('a request that is too large or not JSON', () => {
  it('is answered 413 with the limit for notes of 5 MB', async () => {
    const answer = await client.post(orders, orderLike({ notes: 'x'.repeat(5_000_000) }));
    expect([answer.status, answer.body.code]).toEqual([413, 'PAYLOAD_TOO_LARGE']);
    expect(answer.body.detail).toContain(String(answer.body.limit));
  });

  it('is answered 415 for another media type', async () => {
    const answer = await client.send('POST', orders, { body: 'a=1', headers: { 'content-type': 'text/plain' } });
    expect([answer.status, answer.body.code]).toEqual([415, 'UNSUPPORTED_MEDIA_TYPE']);
  });
});

describe('a well-formed order that breaks a rule is answered 422', () => {
  it.each<[string, Record<string, unknown>, string[]]>([
    ['an unknown SKU', { orderLines: [{ ...line, skuId: 'NO-SUCH' }] }, ['UNKNOWN_SKU']],
    ['an unknown building', { requestedBuildingId: 'NOWHR' }, ['UNKNOWN_BUILDING']],
    ['inverted dates', { customerDates: { deliveryStartDate: '2026-02-02', deliveryEndDate: '2026-02-01' } }, ['DATES_INVERTED']],
    ['a line number used twice', { orderLines: [line, line] }, ['DUPLICATE_LINE']],
    ['the reserved number', { customerOrderNumber: 'bulk' }, ['ORDER_NUMBER_RESERVED']],
    ['all of it at once', { customerOrderNumber: 'bulk', requestedBuildingId: 'NOWHR', orderLines: [line, { ...line, skuId: 'NO-SUCH' }] }, ['ORDER_NUMBER_RESERVED', 'DUPLICATE_LINE', 'UNKNOWN_BUILDING', 'UNKNOWN_SKU']],
  ])('%s', async (_name, members, codes) => {
    const order = orderLike(members);
    const answer = await client.post(orders, order);
    expect(answer.status).toBe(422);
    expect(answer.body.code).toBe(codes.length === 1 ? codes[0] : 'BUSINESS_RULE_VIOLATED');
    expect(answer.body.errors.map(({ code }: { code: string }) => code)).toEqual(codes);
    // Under the reserved number is the list of imports.
    if (order.customerOrderNumber === 'bulk') return;
    const read = await client.get(`${orders}/${encodeURIComponent(order.customerOrderNumber)}`);
    expect(read.status).toBe(404);
  }); // prettier-ignore
});

describe('a query', () => {
  it.each(['status=SHIPED', 'colour=red', 'limit=0', 'limit=many', 'offset=-1', 'createdFrom=yesterday'])(
    'with %s is answered 400',
    async (query) => {
      const answer = await client.get(`${orders}?${query}`);
      expect([answer.status, answer.body.errors.length]).toEqual([400, 1]);
      expect(answer.body.errors[0].field).toContain(`query.${query.split('=')[0]}`);
    },
  );

  it('beyond offset 10,000 is answered 400 and points to the cursor', async () => {
    const answer = await client.get(`${orders}?offset=10001`);
    expect([answer.status, answer.body.code]).toEqual([400, 'OFFSET_TOO_DEEP']);
  });

  it('with a limit above the maximum gets the maximum', async () => {
    const answer = await client.get(`${orders}?limit=100000`);
    expect(answer.body.meta.limit).toBe(500);
  });
});
