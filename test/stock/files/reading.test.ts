import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { countRow, type ReadRow } from '../../../src/intake/stock/files/countRow';
import { csvRows } from '../../../src/intake/stock/files/csvRows';
import { textOf } from '../../../src/intake/stock/files/text';
import { unzip } from '../../../src/intake/stock/files/unzip';
import { xmlRows } from '../../../src/intake/stock/files/xmlRows';
import { zipped } from '../zipped';
import { CSV, ownFolder } from './support';

async function* pieces(text: string, size = 7): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size);
}
async function all<T>(rows: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const row of rows) found.push(row);
  return found;
}
const read = async (rows: AsyncIterable<ReadRow>) => (await all(rows)).map((row) => countRow(row, true));

const XML = `<?xml version="1.0" encoding="UTF-8"?>
<inventory>
  <item locationCode="LDN1"><upc>VASE &amp; LID</upc><quantity>42</quantity><safetyStock>3</safetyStock>
    <tag.channel>retail</tag.channel></item>
  <item><locationCode>MAN1</locationCode><upc><![CDATA[VASE]]></upc><quantity>7</quantity><binID>12</binID></item>
  <item locationCode="LDN1" upc="MUG" quantity="x"/>
</inventory>
`;

describe('count files', () => {
  const folder = ownFolder();
  afterAll(() => folder.remove());

  test('CSV is read by its header, each fault with its row', async () => {
    const rows = await read(csvRows(pieces(CSV)));
    expect(rows).toMatchObject([
      {
        key: 'VASE', line: 2, errors: [],
        payload: { quantity: 42, attributes: { safetyStock: 3, tags: { channel: 'retail' } } },
      },
      { key: 'VASE', payload: { quantity: 7, bin: '12' } },
      { key: 'MUG', errors: [{ message: expect.stringContaining('bad_quantity') }] },
    ]); // prettier-ignore
  });

  test('XML has the same rows: elements and attributes are the columns', async () => {
    expect(await read(xmlRows(pieces(XML)))).toMatchObject([
      {
        key: 'VASE & LID', line: 3, errors: [],
        payload: { quantity: 42, attributes: { safetyStock: 3, tags: { channel: 'retail' } } },
      },
      { key: 'VASE', line: 5, payload: { quantity: 7, bin: '12' } },
      { key: 'MUG', errors: [{ message: expect.stringContaining('bad_quantity') }] },
    ]); // prettier-ignore
    expect((await all(xmlRows(pieces(XML)))).map(({ cells }) => cells.locationCode)).toEqual(['LDN1', 'MAN1', 'LDN1']);
  });

  test('XML expands nothing, reads nothing else and is held to its limits', async () => {
    const laughs = `<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><x><i><upc>&b;</upc></i></x>`;
    const secret = `<!DOCTYPE x [<!ENTITY s SYSTEM "file:///etc/passwd">]><x><i><upc>&s;</upc></i></x>`;
    for (const [text, reason] of [
      [laughs, 'document types are not taken'],
      [secret, 'document types are not taken'],
      ['<x><i><upc>&b;</upc></i></x>', 'undefined entity'],
      ['<x><i><upc>VASE</upc></i>', 'unclosed tag: x'],
      ['<x><i><upc><deep/></upc></i></x>', '<deep> stands inside of a cell'],
      [`<x><i><upc>${'a'.repeat(1_100_000)}</upc></i></x>`, 'more than 1000000 characters'],
      [`<x><i>${Array.from({ length: 201 }, (_, at) => `<c${at}/>`).join('')}</i></x>`, 'more than 200 cells'],
      ['locationCode,upc', 'text data outside of root node'],
    ] as const) {
      await expect(all(xmlRows(pieces(text, 65_536)))).rejects.toThrow(reason);
    }
  });

  test('CSV that is none is refused with its reason', async () => {
    for (const [text, reason] of [
      ['upc,quantity\nVASE,1\n', 'no column locationCode'],
      ['locationCode,upc\nLDN1,"VASE\n', 'cannot be read'],
      [`locationCode,upc\n"${'a'.repeat(1_100_000)}`, 'cannot be read'],
    ] as const) {
      await expect(all(csvRows(pieces(text, 65_536)))).rejects.toThrow(reason);
    }
  });

  test('another encoding is refused, a byte order mark is not', async () => {
    const bytes = async function* (...parts: Buffer[]) {
      yield* parts;
    };
    const text = async (...parts: Buffer[]) => (await all(textOf(bytes(...parts)))).join('');
    const [first, second] = [Buffer.from('\ufeffé').subarray(0, 4), Buffer.from('\ufeffé').subarray(4)];
    expect(await text(first, second)).toBe('é');
    await expect(text(Buffer.from('é', 'latin1'), Buffer.from('a'))).rejects.toThrow('is not UTF-8');
    await expect(text(Buffer.from('\ufeffa', 'utf16le'))).rejects.toThrow('is not UTF-8');
    await expect(text(Buffer.from('aé').subarray(0, 2))).rejects.toThrow('is not UTF-8');
  });

  describe('archives', () => {
    const contents = async (zip: Buffer, maxBytes: number): Promise<string[]> => {
      const path = join(folder.dir, 'a.zip');
      writeFileSync(path, zip);
      const found: string[] = [];
      for await (const { content } of unzip(path, maxBytes, (name) => name.endsWith('.csv'))) {
        found.push(Buffer.concat(await all(content)).toString());
      }
      return found;
    };
    /** The same archive, its content saying something else than its checksum. */
    const spoilt = (zip: Buffer): Buffer => {
      const copy = Buffer.from(zip);
      const central = copy.indexOf(Buffer.from([0x50, 0x4b, 1, 2]));
      copy[central + 16] = (copy[central + 16] ?? 0) ^ 1;
      return copy;
    };

    test('are unpacked to a limit, also where they lie about their size', async () => {
      expect(await contents(zipped('a.csv', CSV), 1_000)).toEqual([CSV]);
      expect(await contents(zipped('readme.txt', CSV), 1_000)).toEqual([]);
      await expect(contents(zipped('a.csv', 'x'.repeat(5_000)), 1_000)).rejects.toThrow('more than 1000 bytes');
      const bomb = zipped('a.csv', 'x'.repeat(50_000_000));
      expect(bomb.length).toBeLessThan(100_000);
      const before = process.memoryUsage().rss;
      await expect(contents(bomb, 1_000_000)).rejects.toThrow('more than 1000000 bytes');
      expect(process.memoryUsage().rss - before).toBeLessThan(40_000_000);
      const central = bomb.indexOf(Buffer.from([0x50, 0x4b, 1, 2]));
      bomb.writeUInt32LE(10, central + 24);
      await expect(contents(bomb, 1_000_000)).rejects.toThrow('damaged or cut off');
    });

    test('that are none, cut off, damaged or encrypted are told', async () => {
      const encrypted = zipped('a.csv', CSV);
      for (const at of [6, encrypted.indexOf(Buffer.from([0x50, 0x4b, 1, 2])) + 8]) encrypted[at] = 1;
      for (const [zip, reason] of [
        [zipped('a.csv', CSV).subarray(0, 60), 'damaged or cut off'],
        [Buffer.from('no archive at all, only some text'), 'damaged or cut off'],
        [Buffer.alloc(0), 'damaged or cut off'],
        [spoilt(zipped('a.csv', CSV)), 'a.csv in the archive is damaged'],
        [encrypted, 'encrypted'],
      ] as const) {
        await expect(contents(Buffer.from(zip), 1_000)).rejects.toThrow(reason);
      }
    });
  });
});
