import { claimOrders, releaseLease } from '../../src/store/orders/claim';
import { commitDecisions } from '../../src/store/orders/commit';
import { storeMessages } from '../../src/store/inbox';
import { findMarks } from '../../src/store/orders/start';
import { callback, claim, eventOn, openTestDatabase, seedOrders, UNIT } from './support/fixtures';

const key = (orderNumber: string) => ({ businessUnitId: UNIT, orderNumber });

describe('claiming orders', () => {
  let test_: Awaited<ReturnType<typeof openTestDatabase>>;
  beforeAll(async () => {
    test_ = await openTestDatabase(20);
  });
  afterAll(() => test_.close());

  test('loads state, settings of the unit and unapplied callbacks, oldest first', async () => {
    const { db } = test_;
    const { inserted } = await seedOrders(db, ['LOAD-1']);
    await storeMessages(db, [callback('LOAD-1', 'b')]);
    await storeMessages(db, [callback('LOAD-1', 'a')]);
    const order = await claim(db, 'LOAD-1');
    expect(order).toMatchObject({
      orderId: inserted[0]?.orderId,
      orgId: 'ORG1',
      businessUnitType: 'b2c',
      settings: { autoReleaseToWms: 'Y' },
      state: { sequence: 1, status: 'CREATED', key: key('LOAD-1') },
    });
    expect(order.pending.map((envelope) => envelope.cause)).toEqual(['wms-1:b', 'wms-1:a']);
  });

  test('each claim gives a new fence', async () => {
    await seedOrders(test_.db, ['FENCE-1']);
    const fences = [await claim(test_.db, 'FENCE-1'), await claim(test_.db, 'FENCE-1')].map((order) => order.fence);
    expect(new Set(fences).size).toBe(2);
  });

  test("a workflow's claim marks the order as started in its namespace; any other leaves the mark", async () => {
    const { db } = test_;
    await seedOrders(db, ['MARK-1']);
    const mark = async () => (await findMarks(db, [key('MARK-1')]))[0]?.startedIn;
    await claim(db, 'MARK-1');
    expect(await mark()).toBeNull();
    await claimOrders(db, [key('MARK-1')], { startedIn: 'namespace-1' });
    expect(await mark()).toBe('namespace-1');
    await claimOrders(db, [key('MARK-1')], { leaseMs: 60_000 });
    expect(await mark()).toBe('namespace-1');
    expect((await claimOrders(db, [key('MARK-1')], { startedIn: 'namespace-2' })).leased).toHaveLength(1);
    expect(await mark()).toBe('namespace-1');
  });

  test('names keys that are no orders, and takes a key that is given twice once', async () => {
    await seedOrders(test_.db, ['TWICE-1']);
    const claims = await claimOrders(test_.db, [key('TWICE-1'), key('TWICE-1'), key('NONE-1')]);
    expect(claims.claimed.map((order) => order.key)).toEqual([key('TWICE-1')]);
    expect(claims.unknown).toEqual([key('NONE-1')]);
  });

  test('an order on a live lease is given to nobody, and keeps its fence', async () => {
    const { db } = test_;
    await seedOrders(db, ['LEASE-1']);
    const page = await claimOrders(db, [key('LEASE-1')], { leaseMs: 60_000 });
    const workflow = await claimOrders(db, [key('LEASE-1')]);
    const otherPage = await claimOrders(db, [key('LEASE-1')], { leaseMs: 60_000 });
    for (const { claimed, leased } of [workflow, otherPage]) {
      expect(claimed).toEqual([]);
      expect(leased).toMatchObject([key('LEASE-1')]);
      expect(Date.parse(leased[0]?.leasedUntil ?? '')).toBeGreaterThan(Date.now() + 30_000);
    }
    const [order] = page.claimed;
    if (!order) throw new Error('not claimed');
    expect(await commitDecisions(db, [eventOn(order, 'lease/1')])).toMatchObject([{ outcome: 'ok' }]);
  });

  test('a lease that ran out is no obstacle, and its page can write no more', async () => {
    const { db } = test_;
    await seedOrders(db, ['LEASE-2']);
    const { claimed } = await claimOrders(db, [key('LEASE-2')], { leaseMs: 1 });
    await new Promise((resolve) => setTimeout(resolve, 10));
    await claim(db, 'LEASE-2');
    if (!claimed[0]) throw new Error('not claimed');
    expect(await commitDecisions(db, [eventOn(claimed[0], 'late')])).toMatchObject([{ outcome: 'stale' }]);
  });

  test('a released lease lets the next one in at once; a release under an old fence does nothing', async () => {
    const { db } = test_;
    await seedOrders(db, ['LEASE-3']);
    const old = await claim(db, 'LEASE-3');
    const { claimed } = await claimOrders(db, [key('LEASE-3')], { leaseMs: 60_000 });
    await releaseLease(db, [old]);
    expect((await claimOrders(db, [key('LEASE-3')])).leased).toHaveLength(1);
    await releaseLease(db, claimed);
    expect((await claimOrders(db, [key('LEASE-3')])).claimed).toHaveLength(1);
  });

  test('a commit ends its lease only when asked to, whatever was decided', async () => {
    const { db } = test_;
    await seedOrders(db, ['END-1']);
    for (const kind of ['event', 'nothing', 'refusal'] as const) {
      const { claimed } = await claimOrders(db, [key('END-1')], { leaseMs: 60_000 });
      const [order] = claimed;
      if (!order) throw new Error('not claimed');
      const event = eventOn(order, `end/${kind}`);
      const { orderId, fence, sequence, cause } = event;
      const refusal = { code: 'ORDER_ON_HOLD', detail: 'On hold.' };
      const item =
        kind === 'event'
          ? event
          : kind === 'nothing'
            ? { orderId, fence, sequence, cause, kind }
            : { orderId, fence, sequence, cause, kind, refusal };
      const kept = { ...item, kind: 'nothing' as const, cause: `keep/${kind}` };
      await commitDecisions(db, [kept]);
      expect((await claimOrders(db, [key('END-1')])).leased).toHaveLength(1);
      await commitDecisions(db, [{ ...item, releaseLease: true }]);
    }
    expect((await claimOrders(db, [key('END-1')])).claimed).toHaveLength(1);
  });

  test('two pages with common orders in opposite order never deadlock, and share none', async () => {
    const { db } = test_;
    const numbers = Array.from({ length: 100 }, (_, i) => `PAGE-${i}`);
    await seedOrders(db, numbers);
    const keys = numbers.map(key);
    const pages = await Promise.all(
      [keys, [...keys].reverse(), keys, [...keys].reverse()].map((list) => claimOrders(db, list, { leaseMs: 60_000 })),
    );
    const ids = pages.flatMap((page) => page.claimed.map((order) => order.orderId));
    expect(ids).toHaveLength(100);
    expect(new Set(ids).size).toBe(100);
  });
});
