import { promisify } from 'node:util';
import { gzip as gzipBehind, gzipSync } from 'node:zlib';
import { accepted, csv, json, ndjson, ownImports, someOrders, type Imports } from './support';

jest.setTimeout(60_000);
let imports: Imports;
beforeAll(async () => {
  imports = await ownImports();
});
const gzip = { headers: { 'content-encoding': 'gzip' } };

/** Refused as a whole: nobody finds a job of it. */
async function expectRefused(answer: ReturnType<Imports['upload']>, status: number, code: string): Promise<string> {
  const before = (await imports.list()).data.length;
  const { body, status: given } = await answer;
  expect([given, body.code]).toEqual([status, code]);
  expect((await imports.list()).data).toHaveLength(before);
  return body.detail;
}

describe('an upload is refused as a whole', () => {
  const file = Buffer.from(ndjson(someOrders(200)));

  it.each([
    ['JSON that breaks off', 'json', '{"data":[{"customerOrderNumber":"A"}'],
    ['JSON without rows', 'json', '{"data":[]}'],
    ['JSON of another form', 'json', '{"orders":[]}'],
    ['more than 1,000 orders as JSON', 'json', json(Array(1001).fill({}))],
    ['an empty file', 'ndjson', '\n\n'],
    ['CSV without a header', 'csv', 'A,B,C\nD,E,F\n'],
    ['CSV in UTF-16', 'csv', Buffer.from('\ufeffcustomerOrderNumber\nA\n', 'utf16le')],
    ['no body', 'ndjson', ''],
  ] as const)('with 400: %s', async (_name, format, body) => {
    await expectRefused(imports.upload(format, body), 400, 'VALIDATION_FAILED');
  });

  it('with 400: gzip that is truncated, in the midst of rows that were read', async () => {
    const packed = gzipSync(file);
    const detail = await expectRefused(
      imports.upload('ndjson', packed.subarray(0, packed.length - 20), gzip),
      400,
      'VALIDATION_FAILED',
    );
    expect(detail).toContain('gzip');
    await expectRefused(imports.upload('ndjson', file, gzip), 400, 'VALIDATION_FAILED');
  });

  it('with 413: a zip bomb, soon', async () => {
    // Not in one go: connections that the API has closed meanwhile must be noticed.
    const bomb = await promisify(gzipBehind)(Buffer.alloc(300_000_000, '{"customerOrderNumber":"A"}\n'));
    const begun = Date.now();
    await expectRefused(imports.upload('ndjson', bomb, gzip), 413, 'PAYLOAD_TOO_LARGE');
    expect(Date.now() - begun).toBeLessThan(20_000);
  });

  it.each([
    ['a media type', { 'content-type': 'application/xml' }],
    ['a character set', { 'content-type': 'text/csv; charset=iso-8859-1' }],
    ['an encoding', { 'content-encoding': 'br' }],
  ])('with 415: %s that is not read', async (_name, headers) => {
    await expectRefused(imports.upload('csv', csv(someOrders(1)), { headers }), 415, 'UNSUPPORTED_MEDIA_TYPE');
  });

  it.each(['mode=SOME', 'onExisting=HOPE', 'fileName=', 'colour=red'])('with 400: the option %s', async (option) => {
    await expectRefused(imports.upload('csv', csv(someOrders(1)), { query: `?${option}` }), 400, 'VALIDATION_FAILED');
  });
});

describe('an Idempotency-Key', () => {
  const keyed = (key: string) => ({ headers: { 'idempotency-key': key } });

  it('stands for one job, and for no other upload', async () => {
    const key = keyed(`import-${Date.now()}`);
    const bad = ndjson([{ customerOrderNumber: 'BAD' }]);
    const first = accepted(await imports.upload('ndjson', bad, key));
    await imports.completed(first.jobId);
    // Without the key a failed file is a new job.
    const again = await imports.upload('ndjson', bad, key);
    expect([accepted(again).jobId, again.headers.get('idempotent-replayed')]).toEqual([first.jobId, 'true']);
    const other = await imports.upload('ndjson', ndjson(someOrders(1)), key);
    expect([other.status, other.body.code]).toEqual([422, 'IDEMPOTENCY_KEY_REUSED']);
    const asked = await imports.upload('ndjson', bad, { ...key, query: '?mode=VALIDATE_ONLY' });
    expect([asked.status, asked.body.code]).toEqual([422, 'IDEMPOTENCY_KEY_REUSED']);
    const keyless = accepted(await imports.upload('ndjson', bad));
    expect(keyless.possibleDuplicateOf).toBe(first.jobId);
  });

  it('may be used again after an upload that was refused', async () => {
    const key = keyed(`import-again-${Date.now()}`);
    const refused = await imports.upload('json', '{', key);
    const fixed = await imports.upload('json', json(someOrders(1)), key);
    expect([refused.status, fixed.status]).toEqual([400, 202]);
  });

  it('makes one job of uploads at the same moment', async () => {
    const key = keyed(`import-crowd-${Date.now()}`);
    const file = ndjson(someOrders(50));
    const answers = await Promise.all([1, 2, 3, 4].map(() => imports.upload('ndjson', file, key)));
    const jobs = new Set(answers.map((answer) => accepted(answer).jobId));
    expect(jobs.size).toBe(1);
  });
});
