import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { folderPlace } from '../../../src/intake/stock/files/places/folder';
import type { FilePlace } from '../../../src/intake/stock/files/place';
import { zipped } from '../zipped';
import { CSV, inbox, ownFolder, UNIT } from './support';

describe('count files in a folder', () => {
  let world: Awaited<ReturnType<typeof inbox>>;
  const folder = ownFolder();
  const place = folderPlace(folder.dir);
  beforeAll(async () => {
    world = await inbox();
  });
  afterAll(async () => {
    folder.remove();
    await world.close();
  });
  const own = (name: string): string => join(UNIT, name);
  const shelf = (name: string): string[] => readdirSync(join(folder.dir, UNIT, name)).sort();
  /** What was said last of a file. */
  const reasonOf = (file: string): unknown => world.said.filter((one) => one.file === file).at(-1)?.reason;

  test('are taken in once their trigger is there, one job per location, and put into the archive', async () => {
    const name = 'KIBO_REFRESH_260304101500.zip';
    folder.put(own(name), zipped('stock.csv', CSV));
    expect(await world.pickUp(place)).toBe(0);
    folder.put(own(`${name}.done`), '');
    expect(await world.pickUp(place)).toBe(1);
    const jobs = await world.jobsOf(name);
    expect(jobs.map(({ params }) => [params.type, params.locationCode]).sort()).toEqual([
      ['REFRESH', 'LDN1'],
      ['REFRESH', 'MAN1'],
    ]);
    const london = jobs.find(({ params }) => params.locationCode === 'LDN1');
    expect(await world.keysOf(london!.jobId)).toEqual(['VASE', 'MUG']);
    expect(shelf('archive')).toEqual([name, `${name}.done`]);
  });

  test('the same file again makes no other job; the same rows under another name do', async () => {
    const [name, other] = ['KIBO_REFRESH_260304101500.zip', 'KIBO_REFRESH_260305101500.zip'];
    folder.drop(own(name));
    folder.drop(own(other));
    expect(await world.pickUp(place)).toBe(2);
    expect(await world.jobsOf(name)).toHaveLength(2);
    expect(await world.jobsOf(other)).toHaveLength(2);
  });

  test('what cannot be read is put aside with its reason, leaves no job and hurts no other', async () => {
    const bad = {
      'KIBO_UPDATE_260304101501.zip': [Buffer.from('no'), 'damaged or cut off'],
      'KIBO_UPDATE_260304101502.zip': [zipped('stock.csv', CSV).subarray(0, 90), 'damaged or cut off'],
      'KIBO_UPDATE_260304101503.zip': [zipped('readme.txt', CSV), 'no CSV or XML file'],
      'KIBO_UPDATE_260304101504.zip': [zipped('stock.csv', `${CSV}LDN1,"open\n`), 'cannot be read'],
      'stock.zip': [zipped('stock.csv', CSV), 'KIBO_REFRESH_ or KIBO_UPDATE_'],
    } as const;
    for (const [name, [content]] of Object.entries(bad)) folder.drop(own(name), Buffer.from(content));
    folder.drop(own('KIBO_UPDATE_260304101509.zip'));
    expect(await world.pickUp(place)).toBe(1);
    for (const [name, [, reason]] of Object.entries(bad)) {
      expect(reasonOf(name)).toContain(reason);
      expect(shelf('failed')).toContain(name);
      expect(await world.jobsOf(name)).toEqual([]);
    }
    const { rows } = await world.db.pool.query('select count(*)::int as left from jobs where sealed_at is null');
    expect(rows[0].left).toBe(0);
  });

  test('another encoding is put aside', async () => {
    const name = 'KIBO_UPDATE_260304101510.zip';
    folder.drop(own(name), zipped('stock.csv', Buffer.from(CSV.replace('MUG', 'GLÜH'), 'latin1')));
    expect(await world.pickUp(place)).toBe(0);
    expect(reasonOf(name)).toContain('is not UTF-8');
  });

  test('a trigger without its file takes nothing, nor does one that is older than the file beside it', async () => {
    const name = 'KIBO_REFRESH_260304101520.zip';
    folder.put(own(`${name}.done`), '');
    expect(await world.pickUp(place)).toBe(0);
    folder.age(own(`${name}.done`), 60);
    folder.put(own(name), zipped('stock.csv', CSV).subarray(0, 50));
    expect(await world.pickUp(place)).toBe(0);
    expect(existsSync(join(folder.dir, UNIT, name))).toBe(true);
    folder.drop(own(name));
    expect(await world.pickUp(place)).toBe(1);
  });

  test('after a crash between jobs and archive the file has the jobs that it made', async () => {
    const name = 'KIBO_UPDATE_260304101530.zip';
    folder.drop(own(name));
    const crashed: FilePlace = { ...place, archive: () => Promise.reject(new Error('killed')) };
    expect(await world.pickUp(crashed)).toBe(0);
    const made = await world.jobsOf(name);
    expect(made).toHaveLength(2);
    expect(existsSync(join(folder.dir, UNIT, name))).toBe(true);
    // The first job has ended meanwhile, and not all of it went well.
    await world.db.pool.query(
      `update jobs set status = 'COMPLETED', outcome = 'PARTIAL', failed = total, pending = 0 where id = $1`,
      [made[0]!.jobId],
    );
    expect(await world.pickUp(place)).toBe(1);
    expect((await world.jobsOf(name)).map(({ jobId }) => jobId)).toEqual(made.map(({ jobId }) => jobId));
    expect(shelf('archive')).toContain(name);
  });

  test('two processes that read one file make its jobs once', async () => {
    const name = 'KIBO_UPDATE_260304101540.zip';
    folder.drop(own(name));
    const kept: FilePlace = { ...place, archive: async () => undefined };
    await Promise.all([world.pickUp(kept), world.pickUp(kept), world.pickUp(place)]);
    expect(await world.jobsOf(name)).toHaveLength(2);
  });

  test('a file at the top is its location’s unit’s; a folder that is no unit is told', async () => {
    const name = 'KIBO_REFRESH_260304101550.zip';
    folder.drop(name);
    folder.drop(join('NOBODY', name));
    expect(await world.pickUp(place)).toBe(1);
    expect(await world.jobsOf(name)).toHaveLength(2);
    expect(reasonOf(name)).toContain('not named like a business unit');
    expect(readdirSync(join(folder.dir, 'NOBODY', 'failed'))).toContain(name);
  });

  test('50,000 rows of 40 locations become 40 jobs with all rows in their order', async () => {
    const name = 'KIBO_REFRESH_260304101560.zip';
    const lines = Array.from({ length: 50_000 }, (_, at) => `L${at % 40},SKU-${at},${at}`);
    folder.drop(own(name), `locationCode,upc,quantity\n${lines.join('\n')}\n`);
    expect(await world.pickUp(place)).toBe(1);
    const jobs = await world.jobsOf(name);
    expect(jobs).toHaveLength(40);
    expect(jobs.map(({ counts }) => counts.total)).toEqual(jobs.map(() => 1_250));
    const seventh = jobs.find(({ params }) => params.locationCode === 'L7');
    expect((await world.keysOf(seventh!.jobId)).slice(0, 3)).toEqual(['SKU-7', 'SKU-47', 'SKU-87']);
  });
});
