import { onDatabase } from '../../dev/postgres/database';
import type { Answer } from '../harness/client';
import { accepted, client, csv, demo, importsOf, ndjson, ownImports, someOrders, type Imports } from './support';

jest.setTimeout(120_000);
let imports: Imports;
beforeAll(async () => {
  imports = await ownImports();
});
const word = ({ status, body }: Answer) => [status, body.code ?? body.data?.jobId];

describe('an import that runs', () => {
  it('is paused, resumed and cancelled; each may be asked twice', async () => {
    const { jobId } = accepted(await imports.upload('ndjson', ndjson(someOrders(3000))));
    const ask = (action: string) => client.post(`${imports.job(jobId)}/${action}`);
    expect([word(await ask('pause')), word(await ask('pause'))]).toEqual([[200, jobId], [200, jobId]]); // prettier-ignore
    await new Promise((resolve) => setTimeout(resolve, 1500));
    const rested = (await client.get(imports.job(jobId))).body.data;
    await new Promise((resolve) => setTimeout(resolve, 1500));
    const still = (await client.get(imports.job(jobId))).body.data;
    expect([still.paused, still.counts]).toEqual([true, rested.counts]);
    expect(still.counts.pending).toBeGreaterThan(0);
    const resumed = await ask('resume');
    expect(resumed.body.data.paused).toBe(false);
    expect([word(await ask('cancel')), word(await ask('cancel'))]).toEqual([[200, jobId], [200, jobId]]); // prettier-ignore
    const done = await imports.completed(jobId);
    expect(done).toMatchObject({ outcome: 'CANCELLED', paused: false, counts: { pending: 0, failed: 0 } });
    expect(done.counts.skipped).toBeGreaterThan(0);
    expect(word(await ask('pause'))).toEqual([409, 'JOB_COMPLETED']);
  });
});

describe('an import that has ended', () => {
  it('gives its failed rows to another one', async () => {
    const orders = someOrders(4);
    orders[1].orderLines[0].skuId = 'NO-SUCH';
    orders[2].shipTo.city = '';
    const done = await imports.run('csv', csv(orders));
    const retry = `${imports.job(done.jobId)}/retry_failed`;
    const key = { headers: { 'idempotency-key': `retry-${done.jobId}` } };
    const child = accepted(await client.post(retry, undefined, key));
    expect(accepted(await client.post(retry, undefined, key)).jobId).toBe(child.jobId);
    expect(await imports.completed(child.jobId)).toMatchObject({
      parentJobId: done.jobId,
      outcome: 'FAILED',
      counts: { total: 1, failed: 1 },
    });
    const asked = await Promise.all(Array.from({ length: 4 }, () => client.post(`${retry}?all=true`)));
    const [all] = asked.map(accepted);
    expect(new Set(asked.map(({ body }) => body.data.jobId))).toEqual(new Set([all.jobId]));
    expect(asked.filter(({ headers }) => headers.get('idempotent-replayed') === null)).toHaveLength(1);
    expect((await imports.completed(all.jobId)).counts).toMatchObject({ total: 2, failed: 2 });
    const clean = await imports.run('csv', csv(someOrders(1)));
    const nothing = await client.post(`${imports.job(clean.jobId)}/retry_failed`);
    expect(word(nothing)).toEqual([409, 'NOTHING_TO_RETRY']);
  });

  it('says what was repeated, and what came before', async () => {
    const [one, other] = someOrders(2);
    other.shipTo.city = '';
    const file = ndjson([one, one, other]);
    expect((await imports.run('ndjson', file)).messages).toEqual([expect.stringMatching(/^1 of 3 rows repeat /)]);
    const again = await imports.run('ndjson', file);
    expect(again.messages).toEqual([
      expect.stringContaining(again.possibleDuplicateOf),
      expect.stringMatching(/^1 of 3 rows repeat /),
      expect.stringMatching(/^1 of 3 rows had been sent before /),
    ]);
  });

  it('shows its rows for a time only, then what became of them', async () => {
    const [order] = someOrders(1);
    order.shipTo.city = '';
    const { jobId, links, failedOrders } = await imports.run('ndjson', ndjson([order]));
    // As the housekeeping leaves it after thirty days.
    await onDatabase(demo.databaseUrl, (db) => db.query(`update jobs set echo = 'expired' where id = $1`, [jobId]));
    for (const path of [links.results, links.failedRows]) {
      const gone = await client.get(path);
      expect([gone.status, gone.body]).toEqual([
        410,
        expect.objectContaining({ code: 'JOB_ROWS_PURGED', retryable: false }),
      ]);
    }
    expect(word(await client.post(links.retryFailed))).toEqual([410, 'JOB_ROWS_PURGED']);
    const job = (await client.get(links.self)).body.data;
    expect(job).toMatchObject({ failedOrders, messages: [expect.stringMatching(/not kept any more/)] });
    expect(Object.keys(job.links)).toEqual(['self', 'template']);
  });

  it('is waited for no longer than asked', async () => {
    const { jobId } = accepted(await imports.upload('ndjson', ndjson(someOrders(2))));
    const begun = Date.now();
    const { body } = await client.get(`${imports.job(jobId)}?wait=30`);
    expect([body.data.status, Date.now() - begun < 25_000]).toEqual(['COMPLETED', true]);
    expect((await client.get(`${imports.job(jobId)}?wait=31`)).status).toBe(400);
  });
});

describe('the list of imports', () => {
  it('is newest first, page by page, by status', async () => {
    const own = await ownImports();
    const ids: string[] = [];
    for (let at = 0; at < 3; at += 1) ids.unshift((await own.run('ndjson', ndjson(someOrders(1)))).jobId);
    const first = await own.list('?limit=2&status=COMPLETED');
    expect(first.data.map(({ jobId }: { jobId: string }) => jobId)).toEqual(ids.slice(0, 2));
    const next = `?limit=2&status=COMPLETED&cursor=${encodeURIComponent(first.meta.nextCursor)}`;
    const second = await own.list(next);
    expect([second.data[0].jobId, second.meta.nextCursor]).toEqual([ids[2], null]);
    expect((await own.list('?status=PROCESSING')).data).toEqual([]);
    const other = await client.get(`${own.path}?cursor=${encodeURIComponent(first.meta.nextCursor)}`);
    expect(word(other)).toEqual([400, 'CURSOR_INVALID']);
  });
});

describe('what is not there', () => {
  it('is answered 404: a job, a unit, a job of another unit', async () => {
    const { jobId } = accepted(await imports.upload('ndjson', ndjson(someOrders(1))));
    const other = await ownImports();
    const nobody = importsOf('NO-SUCH');
    for (const path of ['', '/results']) {
      expect(word(await client.get(`${imports.job('J9999999999')}${path}`))).toEqual([404, 'JOB_NOT_FOUND']);
      expect(word(await client.get(`${other.job(jobId)}${path}`))).toEqual([404, 'JOB_NOT_FOUND']);
      expect(word(await client.get(`${nobody.job(jobId)}${path}`))).toEqual([404, 'BUSINESS_UNIT_NOT_FOUND']);
    }
    for (const action of ['pause', 'resume', 'cancel', 'retry_failed'])
      expect(word(await client.post(`${other.job(jobId)}/${action}`))).toEqual([404, 'JOB_NOT_FOUND']);
    expect(word(await nobody.upload('ndjson', '{}'))).toEqual([404, 'BUSINESS_UNIT_NOT_FOUND']);
  });

  it('is no order of the number `bulk`', async () => {
    const [order] = someOrders(1);
    const single = await client.post(imports.orders, { ...order, customerOrderNumber: 'bulk' });
    expect(word(single)).toEqual([422, 'ORDER_NUMBER_RESERVED']);
    const job = await imports.run('ndjson', ndjson([{ ...order, customerOrderNumber: 'Bulk' }]));
    expect(job.failedOrders).toMatchObject([{ errors: [{ code: 'ORDER_NUMBER_RESERVED' }] }]);
  });

  it('is not open to everybody', async () => {
    const refused = await imports.upload('ndjson', '{}', { token: null });
    expect(word(refused)).toEqual([401, 'UNAUTHENTICATED']);
  });
});

describe('the template', () => {
  it('is a file that can be imported, but for its SKUs', async () => {
    const { body, headers } = await client.get<string>(`${imports.path}/template`);
    expect(headers.get('content-disposition')).toContain('.csv');
    const done = await imports.run('csv', body, { query: '?mode=VALIDATE_ONLY' });
    expect(
      done.failedOrders.map(({ errors }: { errors: { code: string }[] }) => errors.map(({ code }) => code)),
    ).toEqual([['UNKNOWN_SKU', 'UNKNOWN_SKU']]);
  });
});
