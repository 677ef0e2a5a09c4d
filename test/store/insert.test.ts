import { findParked, listParked, storeMessages } from '../../src/store/inbox';
import { insertOrders, reserveSalesOrderNumbers } from '../../src/store/orders/insert';
import { findOrder, listEvents } from '../../src/store/orders/read';
import { orders } from '../../src/store/schema';
import { callback, claim, newOrder, openTestDatabase, ORG, SCOPE, seedOrders, UNIT } from './support/fixtures';

describe('inserting orders', () => {
  let opened: Awaited<ReturnType<typeof openTestDatabase>>;
  beforeAll(async () => {
    opened = await openTestDatabase(20);
  });
  afterAll(() => opened.close());

  test('sales order numbers are SO and ten digits, and none is given twice', async () => {
    const taken = await Promise.all(Array.from({ length: 10 }, () => reserveSalesOrderNumbers(opened.db, 20)));
    expect(new Set(taken.flat()).size).toBe(200);
    for (const number of taken.flat()) expect(number).toMatch(/^SO\d{10}$/);
  });

  test('an order is stored with its document, state, columns and first event', async () => {
    const { inserted } = await seedOrders(opened.db, ['NEW-1'], { jobId: 'B-1' });
    const [stored] = inserted;
    const order = await findOrder(opened.db, { businessUnitId: UNIT, orderNumber: 'NEW-1' }, SCOPE);
    expect(order).toMatchObject({
      orderId: stored?.orderId,
      orgId: ORG,
      salesOrderNumber: stored?.salesOrderNumber,
      document: { customerOrderNumber: 'NEW-1', shipTo: { name: 'Ada Byrne' } },
      status: 'CREATED',
      sequence: 1,
      jobId: 'B-1',
      startedIn: null,
      closedAt: null,
      createdAt: '2026-03-02T10:00:00.000Z',
    });
    const { rows } = await listEvents(opened.db, order?.orderId ?? 0, { limit: 10 });
    expect(rows).toMatchObject([{ sequence: 1, type: 'created', cause: 'create/NEW-1', actor: 'client' }]);
  });

  test('a key that is taken keeps its order, and the answer says what stands there', async () => {
    const first = await seedOrders(opened.db, ['TAKEN-1'], { digest: 'first', jobId: 'B-2' });
    const second = await seedOrders(opened.db, ['TAKEN-1', 'TAKEN-2'], { digest: 'second' });
    expect(second.inserted.map(({ key }) => key.orderNumber)).toEqual(['TAKEN-2']);
    expect(second.existing).toEqual(first.inserted);
    expect(second.existing).toMatchObject([{ digest: 'first', jobId: 'B-2', status: 'CREATED' }]);
  });

  test('of one number twice in a list the first row counts', async () => {
    const numbers = await reserveSalesOrderNumbers(opened.db, 2);
    const rows = ['a', 'b'].map((digest, i) => newOrder('DOUBLE-1', numbers[i] ?? '', { digest }));
    const { inserted, existing } = await insertOrders(opened.db, rows);
    expect([inserted, existing].map((list) => list.map(({ digest }) => digest))).toEqual([['a'], ['a']]);
  });

  test('the same orders from many requests at once, in any order, are stored once and never deadlock', async () => {
    const numbers = Array.from({ length: 200 }, (_, i) => `RACE-${i}`);
    const lists = Array.from({ length: 10 }, (_, i) => (i % 2 ? numbers : [...numbers].reverse()));
    const results = await Promise.all(lists.map((list) => seedOrders(opened.db, list)));
    const inserted = results.flatMap((result) => result.inserted);
    expect(inserted).toHaveLength(200);
    expect(new Set(inserted.map(({ key }) => key.orderNumber)).size).toBe(200);
    for (const result of results) expect(result.inserted.length + result.existing.length).toBe(200);
  });

  test('what a transaction did not commit is not there', async () => {
    const before = await opened.db.$count(orders);
    const numbers = await reserveSalesOrderNumbers(opened.db, 1);
    const failed = opened.db.transaction(async (tx) => {
      await insertOrders(tx, [newOrder('GONE-1', numbers[0] ?? '')]);
      throw new Error('The answer could not be kept.');
    });
    await expect(failed).rejects.toThrow('could not be kept');
    expect(await opened.db.$count(orders)).toBe(before);
  });

  test('ten thousand orders go in one statement', async () => {
    const numbers = Array.from({ length: 10_000 }, (_, i) => `BULK-${i}`);
    expect((await seedOrders(opened.db, numbers)).inserted).toHaveLength(10_000);
  });

  test("callbacks that were parked for an order become pending with it, another organization's do not", async () => {
    const parkedReason = 'ORDER_UNKNOWN';
    await storeMessages(opened.db, [
      callback('AWAITED-1', 'early', { parkedReason }),
      callback('AWAITED-1', 'foreign', { parkedReason, orgId: 'ORG2' }),
      callback('AWAITED-2', 'other', { parkedReason }),
    ]);
    await seedOrders(opened.db, ['AWAITED-1']);
    expect((await claim(opened.db, 'AWAITED-1')).pending.map(({ cause }) => cause)).toEqual(['wms-1:early']);
    expect((await listParked(opened.db, SCOPE, { limit: 10 })).rows.map(({ id }) => id)).toEqual(['wms-1:other']);
    expect(await findParked(opened.db, { orgId: 'ORG2', businessUnitIds: null }, 'wms-1:foreign')).not.toBeNull();
  });
});
