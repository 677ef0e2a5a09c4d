import { findOrder } from '../../../src/store/orders/read';
import { keyOf } from '../../intake/world';
import { openJobWorld, order, rowsOf, type JobWorld } from './world';

describe('a job of sales orders', () => {
  let world: JobWorld;
  beforeAll(async () => {
    world = await openJobWorld();
  });
  afterAll(() => world.close());

  /** Takes orders in, walks the job to its end, and answers what came of it. */
  async function ran(orders: Record<string, unknown>[], params: Record<string, unknown> = {}) {
    const { job } = await world.create(rowsOf(orders), { params: { mode: 'ALLOW_PARTIAL', ...params } });
    expect((await world.walk(job.jobId)).then).toBe('end');
    return { job: await world.read(job.jobId), rows: await world.rows(job.jobId) };
  }
  const stored = async (number: string) => (await findOrder(world.db, keyOf(number)))!;

  test('creates and releases its orders, a hundred with one call to the warehouse, and then opens their workflows', async () => {
    const drops = jest.spyOn(world.deps.partners.wms, 'drop');
    const numbers = Array.from({ length: 250 }, (_, i) => `A-${i}`);
    const { job, rows } = await ran(numbers.map((number) => order(number)));
    expect(job).toMatchObject({ status: 'COMPLETED', outcome: 'SUCCEEDED', counts: { created: 250, pending: 0 } });
    expect(drops).toHaveBeenCalledTimes(3);
    expect(rows.map(({ result }) => result?.orderNumber)).toEqual(numbers);
    const last = await stored('A-249');
    expect(last).toMatchObject({ status: 'RELEASED', importJobId: job.jobId });
    expect(rows[249]?.result?.salesOrderNumber).toBe(last.salesOrderNumber);
    expect(world.opened.map(({ orderNumber }) => orderNumber)).toEqual(numbers);
  });

  test('case 15: of identical rows the first counts, different rows of one number all fail and name the others', async () => {
    const other = order('B-2', { notes: 'another' });
    const { job, rows } = await ran([order('B-1'), order('B-2'), order('B-1'), other, order('B-3')]);
    expect(rows.map(({ outcome }) => outcome)).toEqual(['created', 'failed', 'duplicate', 'failed', 'created']);
    expect(rows[3]?.errors).toMatchObject([{ code: 'DUPLICATE_IN_BATCH', message: expect.stringContaining('2, 4') }]);
    expect(job).toMatchObject({ outcome: 'PARTIAL', counts: { created: 2, duplicate: 1, failed: 2, total: 5 } });
    expect(await findOrder(world.db, keyOf('B-2'))).toBeNull();
  });

  test('case 16: an order of an earlier file is replayed when it is the same, and fails when it is not', async () => {
    const first = await ran([order('C-1'), order('C-2')]);
    const { rows } = await ran([order('C-1'), order('C-2', { notes: 'changed' })]);
    expect(rows.map(({ outcome }) => outcome)).toEqual(['replayed', 'failed']);
    expect(rows[1]).toMatchObject({
      errors: [{ code: 'ORDER_ALREADY_EXISTS', field: 'customerOrderNumber' }],
      result: { existing: { importJobId: first.job.jobId } },
    });
  });

  test('a row tells all its errors at once, relative to the row, and hurts no other', async () => {
    const bad = order('D-2', { orderLines: [{ customerLineNumber: '10', skuId: 'NONE', quantity: 1 }] });
    const { customerOrderNumber: _, ...nameless } = order('');
    const { rows } = await ran([order('D-1'), bad, { ...nameless, shipTo: {} }, order('D-3')]);
    expect(rows.map(({ outcome }) => outcome)).toEqual(['created', 'failed', 'failed', 'created']);
    expect(rows[1]).toMatchObject({ errors: [{ code: 'UNKNOWN_SKU', field: 'orderLines[0].skuId' }], retryable: true });
    expect(rows[2]?.errors.map(({ field }) => field)).toEqual(
      expect.arrayContaining(['customerOrderNumber', 'shipTo.name']),
    );
    expect(rows[2]?.retryable).toBe(false);
  });

  test('VALIDATE_ONLY says what would fail and creates nothing', async () => {
    await ran([order('E-1')]);
    const changed = order('E-1', { notes: 'x' });
    const { job, rows } = await ran([changed, order('E-2'), order('E-3', { orderLines: [] })], {
      mode: 'VALIDATE_ONLY',
    });
    expect(rows.map(({ outcome }) => outcome)).toEqual(['failed', 'skipped', 'failed']);
    expect(job).toMatchObject({ outcome: 'PARTIAL', counts: { created: 0, skipped: 1, failed: 2 } });
    expect(await findOrder(world.db, keyOf('E-2'))).toBeNull();
  });

  test('ALL_OR_NOTHING creates nothing where one row is bad, and everything where none is', async () => {
    const many = Array.from({ length: 150 }, (_, i) => order(`F-${i}`));
    const bad = await ran([...many, order('F-X', { orderLines: [] })], { mode: 'ALL_OR_NOTHING' });
    expect(bad.job).toMatchObject({ outcome: 'FAILED', counts: { created: 0, failed: 1, skipped: 150 } });
    expect(await findOrder(world.db, keyOf('F-0'))).toBeNull();
    const good = await ran(many, { mode: 'ALL_OR_NOTHING' });
    expect(good.job).toMatchObject({ outcome: 'SUCCEEDED', counts: { created: 150 } });
    expect(await stored('F-149')).toMatchObject({ status: 'RELEASED' });
  });

  test('ALL_OR_NOTHING takes everything back when a row fails that was good when it was checked', async () => {
    const many = Array.from({ length: 150 }, (_, i) => order(`G-${i}`));
    const { job } = await world.create(rowsOf(many), { params: { mode: 'ALL_OR_NOTHING' } });
    while ((await world.db.pool.query('select step from jobs where id = $1', [job.jobId])).rows[0].step !== 'apply') {
      await world.walk(job.jobId, { isOver: () => true, beat: () => undefined });
    }
    await ran([order('G-120', { notes: 'somebody was faster' })]);
    await world.walk(job.jobId);
    expect(await world.read(job.jobId)).toMatchObject({ outcome: 'FAILED', counts: { failed: 1, skipped: 149 } });
    expect(await findOrder(world.db, keyOf('G-0'))).toBeNull();
  });

  test('onExisting FAIL refuses also the same order again', async () => {
    await ran([order('H-1')]);
    const { rows } = await ran([order('H-1')], { onExisting: 'FAIL' });
    expect(rows[0]).toMatchObject({ outcome: 'failed', errors: [{ code: 'ORDER_ALREADY_EXISTS' }] });
  });

  test('onExisting UPDATE_IF_UNRELEASED replaces what the warehouse does not have, and refuses what it has', async () => {
    const later = { customerDates: { doNotShipBefore: '2999-01-01' } };
    await ran([order('I-1', later), order('I-2')]);
    const changed = [order('I-1', { ...later, notes: 'new' }), order('I-2', { notes: 'new' })];
    const { rows } = await ran(changed, { onExisting: 'UPDATE_IF_UNRELEASED' });
    expect(rows.map(({ outcome }) => outcome)).toEqual(['updated', 'failed']);
    expect(rows[1]?.errors).toMatchObject([{ code: 'ORDER_RELEASED' }]);
    expect((await stored('I-1')).document).toMatchObject({ notes: 'new' });
  });

  test('case 21: text that cannot be stored fails its row alone, and so does a row that came with an error', async () => {
    const rows = rowsOf([
      order('K-1'),
      order('K-2', { notes: 'a\u0000b' }),
      order('K-3', { notes: 'the text \\u0000 is text, and 🎉 too' }),
    ]);
    const broken = {
      line: 4,
      key: null,
      payload: null,
      raw: '{"customerOrderNumber": ',
      errors: [{ code: 'ROW_UNREADABLE', message: 'no JSON', field: '', pointer: '#' }],
    };
    const { job } = await world.create([...rows, broken]);
    await world.walk(job.jobId);
    const after = await world.rows(job.jobId);
    expect(after.map(({ outcome }) => outcome)).toEqual(['created', 'failed', 'created', 'failed']);
    expect(after.map(({ errors }) => errors[0]?.code)).toEqual([
      undefined,
      'UNSTORABLE_TEXT',
      undefined,
      'ROW_UNREADABLE',
    ]);
    expect(after[3]?.raw).toBe(broken.raw);
  });

  test('while the warehouse is down orders are created, and stand where their workflows take them up', async () => {
    await world.warehouse.control('/faults', { wms: { down: true } });
    const { job } = await ran([order('L-1')]);
    await world.warehouse.control('/faults', { wms: null });
    expect(job.outcome).toBe('SUCCEEDED');
    const { state, sequence } = await stored('L-1');
    expect([state.wms.state, sequence]).toEqual(['sending', 2]);
    const { rows } = await world.db.pool.query(`select leased_until from orders where order_number = 'L-1'`);
    expect(rows).toEqual([{ leased_until: null }]);
  });
});
