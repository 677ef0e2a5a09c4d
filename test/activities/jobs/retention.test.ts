import { createHousekeeping } from '../../../src/intake/housekeeping';
import { retryFailed } from '../../../src/intake/jobs';
import { eraseRows, expireRows } from '../../../src/store/jobs';
import { openJobWorld, order, rowsOf, type JobWorld } from './world';

const DAY_MS = 24 * 3_600_000;
let world: JobWorld;
beforeAll(async () => {
  world = await openJobWorld();
});
afterAll(() => world.close());

/** A walked job of three rows: created, failed, and one that could not be read. */
async function ended(set: string): Promise<string> {
  const rows = rowsOf([order(`${set}-1`), order(`${set}-2`, { shipTo: {} })]);
  const errors = [{ code: 'MALFORMED_JSON', message: 'The row is not well-formed JSON.', field: '', pointer: '#' }];
  const broken = { line: 3, key: null, payload: null, raw: '{"name": "Ada', errors };
  const { job } = await world.create([...rows, broken]);
  await world.walk(job.jobId);
  return job.jobId;
}
const age = (jobId: string, days: number) =>
  world.db.pool.query(
    'update jobs set completed_at = completed_at - make_interval(days => $2) where id = $1',
    [jobId, days],
  ); // prettier-ignore
const texts = async (jobId: string) => (await world.rows(jobId)).map(({ payload, raw }) => payload ?? raw);

test('what was sent as rows is erased when its time is over; the job, its counts and what was said of the rows stay', async () => {
  const [old, young] = [await ended('R'), await ended('S')];
  await age(old, 31);
  await age(young, 29);
  const before = await world.read(old);
  const said = (await world.rows(old)).map(({ payload: _sent, raw: _text, ...row }) => row);
  await createHousekeeping({ ...world, jobRowsKeptMs: 30 * DAY_MS })();
  expect(await texts(old)).toEqual([null, null, null]);
  expect((await world.rows(old)).map(({ payload: _sent, raw: _text, ...row }) => row)).toEqual(said);
  expect(said.map(({ key, outcome }) => [key, outcome])).toEqual([['R-1', 'created'], ['R-2', 'failed'], [null, 'failed']]); // prettier-ignore
  expect(await world.read(old)).toEqual({ ...before, echo: 'erased' });
  expect((await texts(young)).every(Boolean)).toBe(true);
  const retry = (jobId: string) => retryFailed(world, jobId, { createdBy: 'me', all: true });
  await expect(retry(old)).rejects.toMatchObject({ code: 'JOB_ROWS_PURGED', status: 410 });
  expect((await retry(young)).job.counts.total).toBe(2);
});

test('a job that runs, or whose orders are not all opened, keeps its rows however old it is', async () => {
  const jobId = await ended('T');
  await age(jobId, 90);
  await world.db.pool.query('update jobs set opened_at = null where id = $1', [jobId]);
  await createHousekeeping({ ...world, jobRowsKeptMs: DAY_MS })();
  expect((await texts(jobId)).every(Boolean)).toBe(true);
});

test('rows are erased a few at a time, in the order of the file, and not shown meanwhile', async () => {
  const jobId = await ended('U');
  await age(jobId, 40);
  await expireRows(world.db, 30 * DAY_MS);
  expect(await eraseRows(world.db, 2)).toBe(2);
  expect((await texts(jobId)).map(Boolean)).toEqual([false, false, true]);
  expect((await world.read(jobId)).echo).toBe('expired');
  expect([await eraseRows(world.db, 2), await eraseRows(world.db, 2)]).toEqual([1, 0]);
  expect([await texts(jobId), (await world.read(jobId)).echo]).toEqual([[null, null, null], 'erased']);
});
