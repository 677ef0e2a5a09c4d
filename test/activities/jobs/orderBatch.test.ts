import { acceptBatch, type BatchedOrder, type BatchOptions } from '../../../src/intake/acceptBatch';
import { saveBusinessUnit } from '../../../src/store/businessUnits';
import { associateBuilding } from '../../../src/store/buildings';
import { findIdleJobs, listJobs } from '../../../src/store/jobs';
import { findUnmarked } from '../../../src/store/orders/start';
import { saveSkus } from '../../../src/store/skus';
import { keyOf, ORG, request, SCOPE } from '../../intake/world';
import { openJobWorld, type JobWorld } from './world';

const OTHER_UNIT = 'BU02';
const KINDS = ['order_batch'] as const;

describe('a batch of orders', () => {
  let world: JobWorld;
  const jobStarts = jest.fn(async () => 'started' as const);
  const start = jest.fn();
  beforeAll(async () => {
    world = await openJobWorld();
    const unit = { id: OTHER_UNIT, orgId: ORG, companyNo: 'C2', name: 'Other', type: 'b2c' as const, settings: {} };
    await saveBusinessUnit(world.db, unit);
    await associateBuilding(world.db, OTHER_UNIT, 'LDN1');
    await saveSkus(world.db, [{ businessUnitId: OTHER_UNIT, skuId: 'LP-0077', description: null, active: true }]);
  });
  afterEach(() => jest.clearAllMocks());
  afterAll(() => world.close());

  const accept = (batch: BatchedOrder[], isKept: BatchOptions['isKept'] = () => true) =>
    acceptBatch({ ...world, gateway: { ...world.gateway, startJob: jobStarts }, starter: { start } }, batch, {
      createdBy: 'test',
      isKept,
    });
  const some = (name: string, count: number, members = {}): BatchedOrder[] =>
    Array.from({ length: count }, (_, at) => ({ order: request(`${name}-${at}`, members), rush: false }));
  /** The latest jobs of batches, newest first. */
  const jobsOf = async (count: number) => (await listJobs(world.db, SCOPE, { kinds: KINDS }, { limit: count })).rows;
  const counted = async (name: string, condition: string): Promise<number> => {
    const text = `select count(*)::integer as n from orders where order_number like $1 and ${condition}`;
    return (await world.db.pool.query<{ n: number }>(text, [`${name}-%`])).rows[0]?.n ?? 0;
  };

  test('is released by the job that was committed with it, a hundred with one call, rush orders first', async () => {
    const batch = some('A', 250);
    batch.slice(240).forEach((one) => (one.rush = true));
    const accepted = await accept(batch);
    expect(accepted.map(({ outcome }) => outcome)).toEqual(batch.map(() => 'created'));
    const [job] = await jobsOf(1);
    expect(jobStarts.mock.calls).toEqual([[{ businessUnitId: 'BU01', jobId: job?.jobId }]]);
    expect(start).not.toHaveBeenCalled();
    expect(await counted('A', `awaits_opening and import_job_id is null and status = 'CREATED'`)).toBe(250);

    const drops = jest.spyOn(world.deps.partners.wms, 'drop');
    expect((await world.walk(job?.jobId ?? '')).then).toBe('end');
    expect(drops).toHaveBeenCalledTimes(3);
    expect(await counted('A', `status = 'RELEASED' and (state->'wms'->>'attempt')::integer = 1`)).toBe(250);
    expect(await world.read(job?.jobId ?? '')).toMatchObject({ outcome: 'SUCCEEDED', counts: { created: 250 } });
    const rows = await world.rows(job?.jobId ?? '');
    expect(rows.slice(0, 11).map(({ key }) => key)).toEqual([...Array(10).keys()].map((n) => `A-${n + 240}`).concat('A-0')); // prettier-ignore
    expect(world.opened.map(({ orderNumber }) => orderNumber)).toEqual(rows.map(({ key }) => key));
    expect(await counted('A', 'not awaits_opening')).toBe(250);
  });

  test('whose process ends right after the commit is left to the sweep of jobs, and not to that of orders', async () => {
    jobStarts.mockRejectedValueOnce(new Error('the process is gone'));
    await accept(some('B', 30));
    const [job] = await jobsOf(1);
    await world.db.pool.query(`update orders set created_at = created_at - interval '1 minute'`);
    await world.db.pool.query(`update jobs set updated_at = updated_at - interval '10 seconds' where id = $1`, [job?.jobId]); // prettier-ignore
    const unmarked = await findUnmarked(world.db, { namespaceId: 'ns', olderThanMs: 10_000, limit: 1000 });
    expect(unmarked.filter(({ key }) => key.orderNumber.startsWith('B-'))).toEqual([]);
    const idle = await findIdleJobs(world.db, { namespaceId: 'ns', unmarkedMs: 5_000, silentMs: 60_000, limit: 10 });
    expect(idle).toEqual([{ businessUnitId: 'BU01', jobId: job?.jobId }]);
    await world.walk(job?.jobId ?? '');
    expect(await counted('B', `status = 'RELEASED'`)).toBe(30);
  });

  test('walked by two at a time, and again, releases each order once', async () => {
    await accept(some('C', 150));
    const [job] = await jobsOf(1);
    const drops = jest.spyOn(world.deps.partners.wms, 'drop');
    await Promise.allSettled([1, 2, 3].map(() => world.walk(job?.jobId ?? '')));
    await world.walk(job?.jobId ?? '');
    const dropped = drops.mock.calls.flatMap(([, messages]) => messages.map(({ messageId }) => messageId));
    expect([dropped.length, new Set(dropped).size]).toEqual([150, 150]);
    expect(await counted('C', `status = 'RELEASED' and (state->'wms'->>'attempt')::integer = 1`)).toBe(150);
  });

  test('of two business units has a job for each, and none for what was not created', async () => {
    await accept(some('D', 3));
    const batch = [...some('D', 12), ...some('E', 4, { businessUnitId: OTHER_UNIT })];
    const accepted = await accept(batch);
    expect(accepted.filter(({ outcome }) => outcome === 'replayed')).toHaveLength(3);
    const jobs = await jobsOf(2);
    expect(jobs.map(({ businessUnitId, counts }) => [businessUnitId, counts.total]).sort()).toEqual([
      ['BU01', 9],
      [OTHER_UNIT, 4],
    ]);
    for (const { jobId } of jobs) await world.walk(jobId);
    expect(await counted('E', `status = 'RELEASED'`)).toBe(4);
  });

  test('that is not kept leaves neither orders nor jobs', async () => {
    const before = (await jobsOf(100)).length;
    const accepted = await accept(some('F', 20), () => false);
    expect(accepted.map(({ outcome }) => outcome)).toEqual(Array(20).fill('created'));
    expect([await counted('F', 'true'), (await jobsOf(100)).length]).toEqual([0, before]);
    expect([jobStarts.mock.calls, start.mock.calls]).toEqual([[], []]);
  });

  test('of few orders needs no job: they are started one by one, those in a hurry like single ones', async () => {
    const before = (await jobsOf(100)).length;
    const batch = some('G', 4);
    batch[2]!.rush = true;
    await accept(batch);
    expect(start.mock.calls).toMatchObject([
      [[{ key: keyOf('G-2') }]],
      [[{ key: keyOf('G-0') }, { key: keyOf('G-1') }, { key: keyOf('G-3') }], { priorityKey: 5 }],
    ]);
    expect([await counted('G', 'not awaits_opening'), (await jobsOf(100)).length]).toEqual([4, before]);
  });
});
