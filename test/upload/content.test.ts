import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { rowsOf, uploaded } from './support';

const FILE = Array.from({ length: 50 }, (_, at) => `{"customerOrderNumber":"N${at}"}`).join('\n');
const packed = gzipSync(FILE);

describe('the content of an upload', () => {
  it('is the same packed and plain, and measured unpacked', async () => {
    const plain = await uploaded('ndjson', FILE, {});
    const unpacked = await uploaded('ndjson', packed, { gzip: true });
    expect(unpacked).toEqual(plain);
    const sha256 = createHash('sha256').update(FILE).digest('hex');
    expect(plain.source).toEqual({ format: 'ndjson', bytes: FILE.length, sha256, fileName: null });
  });

  it.each([
    ['ends early', packed.subarray(0, -9), 'early'],
    ['ends at once', packed.subarray(0, 5), 'early'],
    ['is damaged', Buffer.concat([packed.subarray(0, 30), Buffer.alloc(40, 7)]), 'gzip'],
    ['is none', Buffer.from(FILE), 'gzip'],
  ])('is refused where its gzip %s', async (_name, bytes, word) => {
    const refused = rowsOf('ndjson', bytes, { gzip: true });
    await expect(refused).rejects.toMatchObject({ code: 'VALIDATION_FAILED', detail: expect.stringContaining(word) });
  });

  it.each([
    ['as sent', { maxBytes: 100 }, false],
    ['unpacked', { maxUnpackedBytes: 1000 }, true],
    ['in rows', { maxRows: 49 }, true],
  ])('may be too much %s', async (_name, limits, gzip) => {
    const refused = rowsOf('ndjson', gzip ? packed : FILE, { gzip, limits });
    await expect(refused).rejects.toMatchObject({ code: 'PAYLOAD_TOO_LARGE', extra: { limit: expect.any(Number) } });
  });

  it('is refused before a bomb goes off', async () => {
    const bomb = gzipSync(Buffer.alloc(60_000_000, 32));
    const before = process.memoryUsage().rss;
    const refused = rowsOf('ndjson', bomb, { gzip: true, chunk: 4096 });
    await expect(refused).rejects.toMatchObject({
      code: 'PAYLOAD_TOO_LARGE',
      detail: expect.stringContaining('200 times'),
    });
    expect(process.memoryUsage().rss - before).toBeLessThan(150_000_000);
  });
});
