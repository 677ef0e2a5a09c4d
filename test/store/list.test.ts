import { sql } from 'drizzle-orm';
import type { Keyset } from '../../src/store/keyset';
import { commitDecisions } from '../../src/store/orders/commit';
import {
  findBySalesOrderNumber,
  findByWmsJob,
  findOrder,
  findOrders,
  findUnacknowledged,
  listOrders,
  type OrderFilter,
} from '../../src/store/orders/read';
import type { Scope } from '../../src/store/scope';
import { claim, eventOn, openTestDatabase, ORG, SCOPE, seedOrders, UNIT } from './support/fixtures';

const FOREIGN = { orgId: 'ORG2', businessUnitId: 'BU99' };
const EVERYTHING: Scope = { orgId: ORG, businessUnitIds: null };

describe('reading orders', () => {
  let opened: Awaited<ReturnType<typeof openTestDatabase>>;
  const days = [1, 1, 1, 2, 2, 3, 4, 5, 6, 7];
  beforeAll(async () => {
    opened = await openTestDatabase();
    for (const [i, day] of days.entries()) {
      const at = `2026-01-0${day}T00:00:00.000Z`;
      await seedOrders(opened.db, [`N-${i}`], { at, jobId: i < 4 ? 'B-1' : null });
    }
    await seedOrders(opened.db, ['N-0'], FOREIGN);
    for (const [number, status, wms] of [
      ['N-3', 'RELEASED', 'sent'],
      ['N-1', 'RELEASED', 'sending'],
      ['N-2', 'ON_HOLD', 'sent'],
    ] as const) {
      const order = await claim(opened.db, number);
      const state = { status, wms: { ...order.state.wms, state: wms } };
      await commitDecisions(opened.db, [eventOn(order, 'cmd/1', { state, row: { status, wmsJobId: 'J-1' } })]);
    }
  });
  afterAll(() => opened.close());

  const numbers = async (filter: OrderFilter, scope: Scope = SCOPE) =>
    (await listOrders(opened.db, scope, filter, { limit: 100 })).rows.map(({ orderNumber }) => orderNumber);

  async function walk(filter: OrderFilter, limit: number, direction?: 'asc' | 'desc'): Promise<string[]> {
    const seen: string[] = [];
    for (let after: Keyset | null | undefined; after !== null;) {
      const page = await listOrders(opened.db, SCOPE, filter, { limit, after, direction });
      seen.push(...page.rows.map(({ orderNumber }) => orderNumber));
      after = page.next;
    }
    return seen;
  }

  test('a list is newest first, within the business unit', async () => {
    expect(await numbers({})).toEqual(['N-9', 'N-8', 'N-7', 'N-6', 'N-5', 'N-4', 'N-3', 'N-2', 'N-1', 'N-0']);
    expect(await numbers({}, EVERYTHING)).toHaveLength(10);
    expect(await numbers({}, { orgId: ORG, businessUnitIds: [] })).toEqual([]);
    expect(await numbers({}, { orgId: ORG, businessUnitIds: ['BU99'] })).toEqual([]);
    expect(await numbers({}, { orgId: 'ORG2', businessUnitIds: ['BU99', 'BU01'] })).toEqual(['N-0']);
  });

  test('filters can be combined', async () => {
    expect(await numbers({ status: ['ON_HOLD'] })).toEqual(['N-2']);
    expect(await numbers({ status: ['ON_HOLD', 'RELEASED'] })).toEqual(['N-3', 'N-2', 'N-1']);
    expect(await numbers({ status: ['RELEASED'], jobId: 'B-1', customerOrderNumber: 'N-1' })).toEqual(['N-1']);
    expect(await numbers({ jobId: 'B-2' })).toEqual([]);
    const createdFrom = '2026-01-02T00:00:00.000Z';
    expect(await numbers({ createdFrom, createdTo: '2026-01-03T00:00:00.000Z' })).toEqual(['N-5', 'N-4', 'N-3']);
  });

  test.each([1, 2, 3, 7, 10, 11])('cursor pages of %i see each order once, ties included', async (limit) => {
    expect(await walk({}, limit)).toEqual(await numbers({}));
    expect(await walk({}, limit, 'asc')).toEqual((await numbers({})).reverse());
    expect((await walk({ updatedSince: '2026-01-01T00:00:00.000Z' }, limit)).sort()).toEqual(
      (await numbers({})).sort(),
    );
  });

  test('orders that come while a client pages neither repeat nor hide another', async () => {
    const first = await listOrders(opened.db, SCOPE, {}, { limit: 5 });
    await seedOrders(opened.db, ['LATER-1'], { at: '2026-02-01T00:00:00.000Z' });
    const second = await listOrders(opened.db, SCOPE, {}, { limit: 5, after: first.next ?? undefined });
    expect(second.rows.map(({ orderNumber }) => orderNumber)).toEqual(['N-4', 'N-3', 'N-2', 'N-1', 'N-0']);
    await opened.db.execute(sql`delete from order_events where cause = 'create/LATER-1'`);
    await opened.db.execute(sql`delete from orders where order_number = 'LATER-1'`);
  });

  test('changes since an instant include that instant and come oldest first, so that ties are never skipped', async () => {
    await opened.db.execute(
      sql`update orders set updated_at = '2026-05-01T00:00:00.123Z' where order_number in ('N-1', 'N-4', 'N-7')`,
    );
    await opened.db.execute(sql`update orders set updated_at = '2026-05-01T00:00:00.124Z' where order_number = 'N-2'`);
    const since = (updatedSince: string) => numbers({ updatedSince });
    expect((await since('2026-05-01T00:00:00.123Z')).slice(0, 4)).toEqual(['N-1', 'N-4', 'N-7', 'N-2']);
    expect((await since('2026-05-01T00:00:00.124Z'))[0]).toBe('N-2');
  });

  test('a poller does not run past a change that is not committed yet', async () => {
    const client = await opened.db.pool.connect();
    const updatedSince = new Date(Date.now() - 1_000).toISOString();
    try {
      await client.query('begin');
      await client.query('update orders set updated_at = clock_timestamp() where order_number = $1', ['N-8']);
      await commitDecisions(opened.db, [eventOn(await claim(opened.db, 'N-9'), 'cmd/late')]);
      expect(await numbers({ updatedSince })).not.toContain('N-9');
      await client.query('commit');
    } finally {
      client.release(true);
    }
    expect((await numbers({ updatedSince })).slice(-2)).toEqual(['N-8', 'N-9']);
  });

  test('the total is exact while it is small, and an estimate says that it is one', async () => {
    const page = { limit: 3, offset: 2 };
    const small = await listOrders(opened.db, SCOPE, {}, page);
    expect(small).toMatchObject({ total: 10, totalIsEstimate: false });
    expect(small.rows.map(({ orderNumber }) => orderNumber)).toEqual(['N-7', 'N-6', 'N-5']);
    await seedOrders(
      opened.db,
      Array.from({ length: 12_000 }, (_, i) => `M-${i}`),
      { businessUnitId: 'BU02' },
    );
    await opened.db.execute(sql`analyze orders`);
    const large = await listOrders(opened.db, { orgId: ORG, businessUnitIds: ['BU02'] }, {}, page);
    expect(large.totalIsEstimate).toBe(true);
    expect(large.total).toBeGreaterThan(10_000);
    expect(large.total).toBeLessThan(15_000);
  });

  test('an order is found by key, by our number and by the job of its drop, never outside the scope', async () => {
    const key = { businessUnitId: UNIT, orderNumber: 'N-3' };
    const order = await findOrder(opened.db, key, SCOPE);
    const number = order?.salesOrderNumber ?? '';
    expect((await findBySalesOrderNumber(opened.db, SCOPE, number))?.orderId).toBe(order?.orderId);
    expect((await findByWmsJob(opened.db, EVERYTHING, 'J-1')).map((o) => o.orderNumber)).toEqual(['N-1', 'N-2', 'N-3']);
    expect((await findOrders(opened.db, [key, { ...key, orderNumber: 'N-99' }])).map((o) => o.orderId)).toEqual([
      order?.orderId,
    ]);
    for (const scope of [
      { orgId: 'ORG2', businessUnitIds: null },
      { orgId: ORG, businessUnitIds: ['BU02'] },
    ]) {
      expect(await findOrder(opened.db, key, scope)).toBeNull();
      expect(await findBySalesOrderNumber(opened.db, scope, number)).toBeNull();
      expect(await findByWmsJob(opened.db, scope, 'J-1')).toEqual([]);
    }
  });

  test('the warehouse pulls what was dropped and not acknowledged, oldest first', async () => {
    expect((await findUnacknowledged(opened.db, SCOPE, 10)).map((o) => o.orderNumber)).toEqual(['N-1', 'N-3']);
    expect(await findUnacknowledged(opened.db, SCOPE, 1)).toHaveLength(1);
  });
});
