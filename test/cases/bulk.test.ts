import type { AnyJson } from '../harness/client';
import {
  accepted,
  client,
  csv,
  json,
  ndjson,
  ownImports,
  someOrders,
  type Format,
  type Imports,
} from '../bulk/support';

jest.setTimeout(120_000);
let imports: Imports;
beforeAll(async () => {
  imports = await ownImports();
});

const outcomes = async (jobId: string): Promise<string[]> =>
  (await imports.results(jobId)).map(({ outcome }: AnyJson) => outcome);

describe('one number twice in a file', () => {
  it('case 15: identical rows are one order; the others are duplicates and no failures', async () => {
    const [one, two] = someOrders(2);
    const done = await imports.run('ndjson', ndjson([one, two, one, one]));
    expect(done).toMatchObject({ outcome: 'SUCCEEDED', failedOrders: [], counts: { created: 2, duplicate: 2 } });
    expect(await outcomes(done.jobId)).toEqual(['created', 'created', 'duplicate', 'duplicate']);
  });

  it('case 15: rows that differ all fail, and each names the lines of the others', async () => {
    const [one, two] = someOrders(2);
    const done = await imports.run('csv', csv([one, two, { ...one, shipTo: { ...one.shipTo, city: 'York' } }]));
    expect(done).toMatchObject({ outcome: 'PARTIAL', counts: { created: 1, failed: 2 } });
    const [first, last] = done.failedOrders;
    expect([first.errors[0].code, last.errors[0].code]).toEqual(['DUPLICATE_IN_BATCH', 'DUPLICATE_IN_BATCH']);
    expect([first.message, last.message]).toEqual([expect.stringContaining('4'), expect.stringContaining('2')]);
    expect((await imports.order(one.customerOrderNumber)).status).toBe(404);
  });
});

describe('one order in two imports at once', () => {
  it('case 16: the same content is created by one and a replay in the other', async () => {
    const shared = someOrders(40);
    const files = [1, 2].map(() => ndjson([...shared, ...someOrders(1)]));
    const done = await Promise.all(files.map((file) => imports.run('ndjson', file)));
    expect(done.map(({ outcome }) => outcome)).toEqual(['SUCCEEDED', 'SUCCEEDED']);
    const of = (name: string) => done.reduce((sum, { counts }) => sum + counts[name], 0);
    expect([of('created'), of('replayed'), of('failed')]).toEqual([42, 40, 0]);
  });

  it('case 16: other content fails in one of them, with the order that has the number', async () => {
    const [order] = someOrders(1);
    const files = ['Leeds', 'York'].map((city) => ndjson([{ ...order, shipTo: { ...order.shipTo, city } }]));
    const done = await Promise.all(files.map((file) => imports.run('ndjson', file)));
    const won = done.find(({ outcome }) => outcome === 'SUCCEEDED') as AnyJson;
    const lost = done.find(({ outcome }) => outcome === 'FAILED') as AnyJson;
    const { body } = await imports.order(order.customerOrderNumber);
    expect(lost.failedOrders).toMatchObject([
      {
        errors: [{ code: 'ORDER_ALREADY_EXISTS' }],
        existing: { salesOrderNumber: body.data.salesOrderNumber, importJobId: won.jobId },
      },
    ]);
  });
});

describe('an upload whose answer was lost', () => {
  it('case 18: sent again it is the same job, with the same key and without one; every order exists once', async () => {
    const file = csv(someOrders(30));
    const key = { headers: { 'idempotency-key': `lost-${Date.now()}` } };
    const first = accepted(await imports.upload('csv', file, key));
    const again = [await imports.upload('csv', file, key), await imports.upload('csv', file)].map(accepted);
    await imports.completed(first.jobId);
    again.push(accepted(await imports.upload('csv', file, key)), accepted(await imports.upload('csv', file)));
    expect(new Set(again.map(({ jobId }) => jobId))).toEqual(new Set([first.jobId]));
    expect((await imports.completed(first.jobId)).counts).toMatchObject({ total: 30, created: 30 });
  });

  it('case 18: after failures it is a job of its own that names the first, and creates nothing twice', async () => {
    const orders = someOrders(5);
    orders[2].orderLines[0].skuId = 'NO-SUCH';
    const first = await imports.run('csv', csv(orders));
    const second = await imports.run('csv', csv(orders));
    expect(second).toMatchObject({ possibleDuplicateOf: first.jobId, counts: { replayed: 4, failed: 1, created: 0 } });
  });
});

describe('an import that is cancelled half-way', () => {
  it('case 19: what is created stays and goes on; the rest is skipped', async () => {
    const orders = someOrders(4000);
    const { jobId } = accepted(await imports.upload('ndjson', ndjson(orders)));
    await client.until(imports.job(jobId), ({ data }) => data.counts.created > 0);
    expect((await client.post(`${imports.job(jobId)}/cancel`)).status).toBe(200);
    const { outcome, counts } = await imports.completed(jobId);
    expect([outcome, counts.pending, counts.failed]).toEqual(['CANCELLED', 0, 0]);
    expect(counts.created + counts.skipped).toBe(4000);
    expect(counts.skipped).toBeGreaterThan(0);
    const results = await imports.results(jobId);
    const at = results.findIndex((row) => row.outcome === 'skipped');
    expect([at, results.slice(at).every((row) => row.outcome === 'skipped')]).toEqual([counts.created, true]);
    expect((await imports.order(orders[at - 1].customerOrderNumber)).body.data.status).not.toBe('CANCELLED');
    expect((await imports.order(orders[at].customerOrderNumber)).status).toBe(404);
  });
});

describe('a monstrous row', () => {
  it('case 21: a row of five megabytes fails alone, in each format', async () => {
    for (const [format, write] of Object.entries({ json, ndjson, csv })) {
      const orders = someOrders(5);
      orders[2].shipTo.name = 'x'.repeat(5_000_000);
      const done = await imports.run(format as Format, write(orders));
      expect(done).toMatchObject({ outcome: 'PARTIAL', counts: { created: 4, failed: 1 } });
      expect(done.failedOrders).toMatchObject([
        { index: 2, customerOrderNumber: orders[2].customerOrderNumber, errors: [{ code: 'ROW_TOO_LARGE' }] },
      ]);
      expect(JSON.stringify(await imports.results(done.jobId)).length).toBeLessThan(20_000);
    }
  });
});
