import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { countRows } from '../../src/intake/stock/files/countRows';
import { pickUpFiles } from '../../src/intake/stock/files/pickUp';
import { unzip } from '../../src/intake/stock/files/zip';
import { jobRows } from '../../src/store/jobs';
import { listStockJobs } from '../../src/store/stock/jobs';
import { openWorld, UNIT } from '../intake/world';
import { zipped } from './zipped';

const CSV = `locationCode,upc,quantity,binID,safetyStock,tag.channel
LDN1,VASE,42,,3,retail
MAN1,VASE,7,12,,
LDN1,MUG,x,,,
`;

describe('count files', () => {
  let world: Awaited<ReturnType<typeof openWorld>>;
  const dir = mkdtempSync(join(tmpdir(), 'waybill-inbox-'));
  /** Nobody starts workflows here. */
  const deps = () => ({ ...world, gateway: { ...world.gateway, startJob: async () => 'started' as const } });
  beforeAll(async () => {
    world = await openWorld();
  });
  afterAll(async () => {
    rmSync(dir, { recursive: true });
    await world.close();
  });

  test('are read by their header, split by location, each fault with its row', () => {
    const [london, manchester] = countRows(CSV, true);
    expect(london).toMatchObject({
      locationCode: 'LDN1',
      rows: [
        {
          key: 'VASE',
          payload: { quantity: 42, attributes: { safetyStock: 3, tags: { channel: 'retail' } } },
          errors: [],
        },
        { key: 'MUG', errors: [{ message: expect.stringContaining('bad_quantity') }] },
      ],
    });
    expect(manchester?.rows).toMatchObject([{ payload: { quantity: 7, bin: '12' } }]);
  });

  test('an archive is unpacked to a limit, and one that is damaged is told', () => {
    expect(unzip(zipped('a.csv', CSV), 1_000)[0]?.content.toString()).toBe(CSV);
    expect(() => unzip(zipped('a.csv', 'x'.repeat(5_000)), 1_000)).toThrow('more than 1000 bytes');
    expect(() => unzip(zipped('a.csv', CSV).subarray(0, 60), 1_000)).toThrow('cut off');
    expect(() => unzip(Buffer.from('no archive at all, only some text'), 1_000)).toThrow('not a zip archive');
  });

  test('are taken in once their trigger is there, one job per location, and put into the archive', async () => {
    const name = 'KIBO_REFRESH_260304101500.zip';
    mkdirSync(join(dir, UNIT));
    writeFileSync(join(dir, UNIT, name), zipped('stock.csv', CSV));
    expect(await pickUpFiles(deps(), dir)).toBe(0);
    writeFileSync(join(dir, UNIT, `${name}.done`), '');
    expect(await pickUpFiles(deps(), dir)).toBe(1);
    const jobs = await listStockJobs(world.db, UNIT, { originalFilename: name }, 10);
    expect(jobs.map(({ params }) => [params.type, params.locationCode]).sort()).toEqual([
      ['REFRESH', 'LDN1'],
      ['REFRESH', 'MAN1'],
    ]);
    const rows = [];
    for await (const row of jobRows(world.db, jobs[1]!.jobId)) rows.push(row.key);
    expect(rows).toEqual(['VASE', 'MUG']);
    expect(readdirSync(join(dir, UNIT, 'archive')).sort()).toEqual([name, `${name}.done`]);
  });

  test('the same file again makes no other job; an unreadable one is put aside', async () => {
    const name = 'KIBO_REFRESH_260304101500.zip';
    for (const [file, content] of [
      [name, zipped('stock.csv', CSV)],
      ['KIBO_UPDATE_260304101501.zip', Buffer.from('no')],
    ] as const) {
      // prettier-ignore
      writeFileSync(join(dir, UNIT, file), content);
      writeFileSync(join(dir, UNIT, `${file}.done`), '');
    }
    await pickUpFiles(deps(), dir);
    expect(await listStockJobs(world.db, UNIT, { originalFilename: name }, 10)).toHaveLength(2);
    expect(existsSync(join(dir, UNIT, 'failed', 'KIBO_UPDATE_260304101501.zip'))).toBe(true);
  });
});
