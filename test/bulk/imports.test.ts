import { gzipSync } from 'node:zlib';
import { accepted, client, csv, expectWhole, json, ndjson, ownImports, sku, someOrders, type Imports } from './support';

jest.setTimeout(90_000);
let imports: Imports;
beforeAll(async () => {
  imports = await ownImports();
});

const twoLines = () => [
  { customerLineNumber: '1', skuId: sku(0), quantity: 2 },
  { customerLineNumber: '2', skuId: sku(1), quantity: 1 },
];

describe('an import', () => {
  it.each([
    ['JSON', 'json', json],
    ['NDJSON', 'ndjson', ndjson],
    ['CSV', 'csv', csv],
  ] as const)('of %s is accepted as CREATED and creates every order', async (_name, format, write) => {
    const orders = someOrders(12, { orderLines: twoLines() });
    const first = accepted(await imports.upload(format, write(orders), { query: '?fileName=orders.txt' }));
    expectWhole(first);
    expect(first).toMatchObject({ failedOrders: [], outcome: null, mode: 'ALLOW_PARTIAL', onExisting: 'REPLAY' });
    expect(first.source).toMatchObject({ format, fileName: 'orders.txt', bytes: Buffer.byteLength(write(orders)) });
    const done = await imports.completed(first.jobId);
    expect(done).toMatchObject({
      outcome: 'SUCCEEDED',
      failedOrders: [],
      counts: { total: 12, created: 12, pending: 0 },
    });
    expect(done.startedAt <= done.completedAt).toBe(true);
    for (const { customerOrderNumber, orderLines } of [orders[0], orders[11]]) {
      const { status, body } = await imports.order(customerOrderNumber);
      expect([status, body.data.orderLines.length]).toEqual([200, orderLines.length]);
    }
    const results = await imports.results(first.jobId);
    expect(results.map(({ customerOrderNumber }) => customerOrderNumber)).toEqual(
      orders.map(({ customerOrderNumber }) => customerOrderNumber),
    );
    expect(results.every(({ outcome, salesOrderNumber }) => outcome === 'created' && salesOrderNumber)).toBe(true);
  });

  it('may be packed; it is the same file then', async () => {
    const file = csv(someOrders(5));
    const packed = await imports.run('csv', gzipSync(file), { headers: { 'content-encoding': 'gzip' } });
    expect(packed).toMatchObject({ outcome: 'SUCCEEDED', counts: { created: 5 }, source: { bytes: file.length } });
    const plain = await imports.upload('csv', file);
    expect(accepted(plain).jobId).toBe(packed.jobId);
    expect(plain.headers.get('idempotent-replayed')).toBe('true');
  });

  it('makes orders that run their life', async () => {
    const orders = someOrders(3, { orderDropDate: undefined });
    const { jobId } = await imports.run('ndjson', ndjson(orders));
    for (const { customerOrderNumber } of orders) {
      const path = `${imports.orders}/${customerOrderNumber}`;
      await client.until(path, ({ data }) => data.status === 'SHIPPED', 60_000);
    }
    expect((await imports.results(jobId)).map(({ outcome }) => outcome)).toEqual(['created', 'created', 'created']);
  });

  it('fails rows alone, says what is wrong with each, and takes the corrected file', async () => {
    const orders = someOrders(8);
    const sound = structuredClone(orders);
    orders[2].orderLines[0].skuId = 'NO-SUCH';
    orders[4].shipTo.city = '';
    orders[6].orderLines[0].quantity = 'two';
    const done = await imports.run('csv', csv(orders));
    expect(done).toMatchObject({ outcome: 'PARTIAL', counts: { total: 8, created: 5, failed: 3 } });
    expect(done.failedOrdersTruncated).toBe(false);
    expect(done.failedOrders).toMatchObject([
      { index: 2, lineNumbers: [4], lines: [{ customerLineNumber: '1' }], errors: [{ code: 'UNKNOWN_SKU', pointer: '#/orderLines/0/skuId' }], retryable: true },
      { index: 4, lineNumbers: [6], lines: [], errors: [{ code: 'REQUIRED', field: 'shipTo.city' }], retryable: false },
      { index: 6, lineNumbers: [8], errors: [{ code: 'INVALID_TYPE', field: 'orderLines[0].quantity' }], retryable: false },
    ]); // prettier-ignore
    expect(done.failedOrders[0].message).toContain('orderLines[0].skuId');

    const { body: failed } = await client.get<string>(done.links.failedRows);
    expect(failed.split('\r\n').filter(Boolean)).toHaveLength(4);
    const mended = failed
      .replace('NO-SUCH', sku(0))
      .replace(',two', ',2')
      .replace('4 Quay Road,,,', '4 Quay Road,,Leeds,');
    const again = await imports.run('csv', mended);
    expect(again).toMatchObject({ outcome: 'SUCCEEDED', counts: { total: 3, created: 3 } });
    for (const { customerOrderNumber, orderLines } of sound) {
      const { body } = await imports.order(customerOrderNumber);
      expect(body.data.orderLines).toMatchObject(orderLines);
    }
  });
});

describe('modes', () => {
  const withOneBad = () => {
    const orders = someOrders(5);
    orders[3].orderLines[0].skuId = 'NO-SUCH';
    return orders;
  };

  it('ALL_OR_NOTHING creates nothing where one row is wrong', async () => {
    const orders = withOneBad();
    const done = await imports.run('ndjson', ndjson(orders), { query: '?mode=ALL_OR_NOTHING' });
    expect(done).toMatchObject({ outcome: 'FAILED', counts: { failed: 1, skipped: 4, created: 0 } });
    expect((await imports.order(orders[0].customerOrderNumber)).status).toBe(404);
    const sound = await imports.run('ndjson', ndjson(someOrders(3)), { query: '?mode=ALL_OR_NOTHING' });
    expect(sound).toMatchObject({ outcome: 'SUCCEEDED', counts: { created: 3 } });
  });

  it('VALIDATE_ONLY creates nothing', async () => {
    const orders = withOneBad();
    const done = await imports.run('ndjson', ndjson(orders), { query: '?mode=VALIDATE_ONLY' });
    expect(done).toMatchObject({ outcome: 'PARTIAL', counts: { failed: 1, skipped: 4, created: 0 } });
    expect((await imports.order(orders[0].customerOrderNumber)).status).toBe(404);
  });

  it('onExisting says what becomes of an order that is there', async () => {
    const [order] = someOrders(1);
    await client.post(imports.orders, order);
    const changed = { ...order, notes: 'changed' };
    const replayed = await imports.run('ndjson', ndjson([order]));
    expect(replayed.counts).toMatchObject({ replayed: 1 });
    const refused = await imports.run('ndjson', ndjson([order]), { query: '?onExisting=FAIL' });
    expect(refused.failedOrders).toMatchObject([{ errors: [{ code: 'ORDER_ALREADY_EXISTS' }] }]);
    const other = await imports.run('ndjson', ndjson([changed]));
    expect(other.failedOrders[0]).toMatchObject({ existing: { salesOrderNumber: expect.any(String) } });
    const updated = await imports.run('ndjson', ndjson([changed]), { query: '?onExisting=UPDATE_IF_UNRELEASED' });
    expect(updated).toMatchObject({ outcome: 'SUCCEEDED', counts: { updated: 1 } });
    expect((await imports.order(order.customerOrderNumber)).body.data.notes).toBe('changed');
  });
});
