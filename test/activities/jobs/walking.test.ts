import { StalePage, finishPage, firstInLane, loadJob, setControl } from '../../../src/store/jobs';
import { controlJob, createJob, retryFailed, waitForJob } from '../../../src/intake/jobs';
import { ORG, UNIT } from '../../intake/world';
import { openJobWorld, order, rowsOf, turnOf, type JobWorld } from './world';

describe('walking a job', () => {
  let world: JobWorld;
  beforeAll(async () => {
    world = await openJobWorld();
  });
  afterAll(() => world.close());

  const many = (prefix: string, count: number) =>
    rowsOf(Array.from({ length: count }, (_, i) => order(`${prefix}-${i}`)));
  const created = async (prefix: string, count: number, members = {}) =>
    (await world.create(many(prefix, count), members)).job.jobId;
  const act = (jobId: string, action: 'pause' | 'resume' | 'cancel') => controlJob(world, jobId, action);

  test('stops at the end of its turn and goes on where it was', async () => {
    const jobId = await created('A', 250);
    const cursors: number[] = [];
    for (let then = 'more'; then === 'more';) {
      ({ then } = await world.walk(jobId, turnOf(1)));
      cursors.push((await loadJob(world.db, jobId))?.counts.created ?? -1);
    }
    expect(cursors).toEqual(expect.arrayContaining([100, 200, 250]));
    expect(await world.read(jobId)).toMatchObject({ outcome: 'SUCCEEDED', counts: { created: 250 } });
  });

  test('waits while it is paused and goes on when it is resumed', async () => {
    const jobId = await created('B', 150);
    await act(jobId, 'pause');
    expect(await world.walk(jobId)).toMatchObject({ then: 'paused' });
    expect(await world.read(jobId)).toMatchObject({ control: 'pause', counts: { pending: 150 } });
    await act(jobId, 'resume');
    expect(await world.walk(jobId)).toMatchObject({ then: 'end' });
    expect(await world.read(jobId)).toMatchObject({ outcome: 'SUCCEEDED' });
  });

  test('case 19: cancelled half-way, created orders stay and the rest is skipped', async () => {
    const jobId = await created('C', 250);
    while ((await world.read(jobId)).counts.created === 0) await world.walk(jobId, turnOf(1));
    await act(jobId, 'cancel');
    await world.walk(jobId);
    const { counts, outcome } = await world.read(jobId);
    expect(outcome).toBe('CANCELLED');
    expect(counts).toMatchObject({ created: 100, skipped: 150, pending: 0 });
    await expect(act(jobId, 'resume')).rejects.toMatchObject({ code: 'JOB_COMPLETED' });
    expect(await act(jobId, 'cancel')).toMatchObject({ outcome: 'CANCELLED' });
  });

  test('an action on a job that nobody knows is refused', async () => {
    await expect(act('J9999999999', 'pause')).rejects.toMatchObject({ code: 'JOB_NOT_FOUND' });
  });

  test('two walkers at once apply every row once', async () => {
    const jobId = await created('D', 450);
    await Promise.allSettled([world.walk(jobId), world.walk(jobId), world.walk(jobId)]);
    await world.walk(jobId);
    expect(await world.read(jobId)).toMatchObject({ outcome: 'SUCCEEDED', counts: { created: 450 } });
    const { rows } = await world.db.pool.query('select count(*)::int as n from orders where import_job_id = $1', [
      jobId,
    ]);
    expect(rows[0].n).toBe(450);
  });

  test('a walker that comes late changes nothing', async () => {
    const jobId = await created('E', 5);
    const before = await loadJob(world.db, jobId);
    await world.walk(jobId);
    const late = world.db.transaction((tx) =>
      finishPage(tx, before!, [{ position: 0, outcome: 'failed' }], { step: 'apply', cursor: 1 }),
    );
    await expect(late).rejects.toThrow(StalePage);
    expect(await world.read(jobId)).toMatchObject({ counts: { created: 5, failed: 0 } });
  });

  test('jobs of a lane run one at a time, in the order in which they came', async () => {
    const lane = 'lane/1';
    const [first, second, third] = [
      await created('F', 3, { lane }),
      await created('G', 3, { lane }),
      await created('H', 3, { lane }),
    ];
    expect(await world.walk(second)).toMatchObject({ then: 'lane' });
    await act(second, 'cancel');
    const over = turnOf(0);
    while ((await world.walk(second, over)).nextInLane === undefined);
    let told = await world.walk(first, over);
    while (told.nextInLane === undefined) told = await world.walk(first, over);
    expect(told).toMatchObject({ then: 'more', nextInLane: { jobId: third } });
    expect(await firstInLane(world.db, lane)).toEqual({ businessUnitId: UNIT, jobId: third });
    expect(await world.walk(third)).toMatchObject({ then: 'end' });
    expect(await firstInLane(world.db, lane)).toBeNull();
  });

  test('who leaves a lane in time walks on with the jobs behind it, one after the other', async () => {
    const lane = 'lane/2';
    const jobs = [];
    for (const prefix of ['FA', 'FB', 'FC', 'FD']) jobs.push(await created(prefix, 3, { lane }));
    const [first = '', second = '', third = '', last = ''] = jobs;
    await act(third, 'pause');
    expect(await world.walk(first)).toMatchObject({ then: 'more', nextInLane: { jobId: third } });
    const [one, two] = [await world.read(first), await world.read(second)];
    expect([one, two]).toMatchObject([{ counts: { created: 3 } }, { counts: { created: 3 } }]);
    expect(Date.parse(two.startedAt ?? '')).toBeGreaterThanOrEqual(Date.parse(one.completedAt ?? ''));
    expect(await world.walk(last)).toMatchObject({ then: 'lane' });
    await act(third, 'resume');
    expect(await world.walk(third)).toMatchObject({ then: 'more', nextInLane: { jobId: last } });
    expect(await world.read(last)).toMatchObject({ status: 'COMPLETED', outcome: 'SUCCEEDED' });
  });

  test('a job without rows succeeds', async () => {
    const jobId = await created('I', 0);
    expect(await world.walk(jobId)).toMatchObject({ then: 'end' });
    expect(await world.read(jobId)).toMatchObject({ status: 'COMPLETED', outcome: 'SUCCEEDED' });
  });

  test('rows that failed are retried: those that may succeed now, or all', async () => {
    const unknown = (number: string) =>
      order(number, { orderLines: [{ customerLineNumber: '1', skuId: 'LATER-1', quantity: 1 }] });
    const orders = [order('K-1'), unknown('K-2'), order('K-3', { shipTo: {} })];
    const { job } = await world.create(rowsOf(orders));
    await expect(retryFailed(world, job.jobId, { createdBy: 'me' })).rejects.toMatchObject({
      code: 'JOB_NOT_COMPLETED',
    });
    await world.walk(job.jobId);
    await world.addSku('LATER-1');
    const { job: again } = await retryFailed(world, job.jobId, { createdBy: 'me' });
    expect(again).toMatchObject({ parentJobId: job.jobId, createdBy: 'me', counts: { total: 1 } });
    await world.walk(again.jobId);
    expect(await world.rows(again.jobId)).toMatchObject([{ key: 'K-2', line: 2, outcome: 'created' }]);
    await expect(retryFailed(world, again.jobId, { createdBy: 'me' })).rejects.toMatchObject({
      code: 'NOTHING_TO_RETRY',
    });
    const { job: all } = await retryFailed(world, job.jobId, { createdBy: 'me', all: true });
    await world.walk(all.jobId);
    expect((await world.rows(all.jobId)).map(({ outcome }) => outcome)).toEqual(['replayed', 'failed']);
  });

  test('failed rows are retried by one job, whoever asks how often; after one that was cancelled by another', async () => {
    const { job } = await world.create(rowsOf([order('KK-1', { shipTo: {} }), order('KK-2')]));
    await world.walk(job.jobId);
    const retry = () => retryFailed(world, job.jobId, { createdBy: 'me', all: true });
    const made = await Promise.all(Array.from({ length: 5 }, retry));
    expect(made.filter(({ repeated }) => !repeated)).toHaveLength(1);
    const [{ job: first }] = made as [(typeof made)[0]];
    expect(new Set(made.map(({ job: { jobId } }) => jobId))).toEqual(new Set([first.jobId]));
    await world.walk(first.jobId);
    expect(await retry()).toMatchObject({ repeated: true, job: { jobId: first.jobId, outcome: 'FAILED' } });

    const next = () => retryFailed(world, first.jobId, { createdBy: 'me', all: true });
    const { job: second } = await next();
    await act(second.jobId, 'cancel');
    await world.walk(second.jobId);
    const { job: third, repeated } = await next();
    expect([repeated, third.jobId === second.jobId]).toEqual([false, false]);
  });

  describe('case 18: the same file again', () => {
    const file = (sha256: string) => ({ source: { format: 'csv', bytes: 10, sha256, fileName: 'a.csv' } });

    test('is the same job while that is open or has succeeded', async () => {
      const first = await world.create(many('L', 2), file('one'));
      const again = await world.create(many('L', 2), file('one'));
      expect(again).toMatchObject({ repeated: true, job: { jobId: first.job.jobId } });
      await world.walk(first.job.jobId);
      expect((await world.create(many('L', 2), file('one'))).job.jobId).toBe(first.job.jobId);
    });

    test('is another job when it is asked for in another way', async () => {
      const first = await world.create(many('M', 2), { ...file('two'), params: { mode: 'VALIDATE_ONLY' } });
      const second = await world.create(many('M', 2), file('two'));
      expect(second).toMatchObject({ repeated: false, job: { possibleDuplicateOf: null } });
      expect(second.job.jobId).not.toBe(first.job.jobId);
    });

    test('is a new job that names the first when that has not succeeded', async () => {
      const first = await world.create(rowsOf([order('N-1', { shipTo: {} })]), file('three'));
      await world.walk(first.job.jobId);
      const again = await world.create(rowsOf([order('N-1', { shipTo: {} })]), file('three'));
      expect(again).toMatchObject({ repeated: false, job: { possibleDuplicateOf: first.job.jobId } });
    });

    test('sent twice at the same moment has one job', async () => {
      const both = await Promise.all([1, 2].map(() => world.create(many('O', 2), file('four'))));
      expect(new Set(both.map(({ job }) => job.jobId)).size).toBe(1);
    });
  });

  test('of an upload that breaks off nothing is left', async () => {
    async function* broken() {
      yield* many('P', 1500);
      throw new Error('the connection broke');
    }
    const job = {
      kind: 'sales_orders' as const,
      orgId: ORG,
      businessUnitId: UNIT,
      params: { mode: 'ALLOW_PARTIAL' as const },
      createdBy: 'test',
      source: { format: 'ndjson', bytes: null, sha256: null, fileName: null },
    };
    const count = async () => (await world.db.pool.query('select count(*)::int as n from job_rows')).rows[0].n;
    const before = await count();
    await expect(createJob(world, { ...job, rows: broken() })).rejects.toThrow('the connection broke');
    expect(await count()).toBe(before);
  });

  test('whoever waits for a job hears of its end', async () => {
    const jobId = await created('Q', 1);
    const waiting = waitForJob(world, jobId, { ms: 5_000 });
    await world.walk(jobId);
    expect(await waiting).toMatchObject({ status: 'COMPLETED' });
    expect((await waitForJob(world, await created('R', 1), { ms: 10 }))?.status).toBe('CREATED');
  });

  test('a row at fault fails alone, whatever its kind throws', async () => {
    const jobId = await created('S', 120);
    // A number that the database refuses: the page with it is committed row by row.
    await world.db.pool.query(`alter table orders add constraint trial check (order_number <> 'S-7')`);
    await world.walk(jobId);
    await world.db.pool.query('alter table orders drop constraint trial');
    const rows = await world.rows(jobId);
    expect(rows.filter(({ outcome }) => outcome === 'failed')).toMatchObject([
      { key: 'S-7', errors: [{ code: 'INTERNAL_ERROR' }], retryable: true },
    ]);
    expect(await world.read(jobId)).toMatchObject({ counts: { created: 119, failed: 1 } });
  });

  test('an action that came while the job was ending is told so', async () => {
    const jobId = await created('T', 1);
    await world.walk(jobId);
    expect(await setControl(world.db, jobId, 'pause')).toBeNull();
  });
});
