import { claimOrders } from '../../src/store/orders/claim';
import { commitDecisions } from '../../src/store/orders/commit';
import { findMarks, findPastDeadline, findUnmarked } from '../../src/store/orders/start';
import { AT, claim, eventOn, mark, openTestDatabase, ORG, seedOrders, UNIT } from './support/fixtures';

describe('orders that need a host', () => {
  let opened: Awaited<ReturnType<typeof openTestDatabase>>;
  beforeEach(async () => {
    opened = await openTestDatabase();
  });
  afterEach(() => opened.close());

  const lease = (orderNumber: string) =>
    claimOrders(opened.db, [{ businessUnitId: UNIT, orderNumber }], { leaseMs: 60_000 });
  const unmarked = async (namespaceId: string, limit = 10, olderThanMs = 10_000) =>
    (await findUnmarked(opened.db, { namespaceId, olderThanMs, limit })).map(({ key }) => key.orderNumber);

  test('marks are found by key, with their owner and without a state; unknown keys are left out', async () => {
    await seedOrders(opened.db, ['MARKED', 'UNMARKED']);
    await mark(opened.db, 'MARKED', 'ns-1');
    const keys = ['MARKED', 'UNMARKED', 'NONE', 'MARKED'].map((orderNumber) => ({ businessUnitId: UNIT, orderNumber }));
    const marks = await findMarks(opened.db, keys);
    expect(marks.sort((a, b) => a.orderNumber.localeCompare(b.orderNumber))).toEqual([
      { businessUnitId: UNIT, orderNumber: 'MARKED', orgId: ORG, startedIn: 'ns-1' },
      { businessUnitId: UNIT, orderNumber: 'UNMARKED', orgId: ORG, startedIn: null },
    ]);
    expect(await findMarks(opened.db, [])).toEqual([]);
  });

  test('open orders without the mark of this namespace are found, oldest first; a mark of another is none', async () => {
    await seedOrders(opened.db, ['MINE', 'OTHER-A', 'OTHER-Z', 'LEASED', 'CLOSED'], {
      at: '2026-01-02T00:00:00.000Z',
    });
    await seedOrders(opened.db, ['OLDEST'], { at: '2026-01-01T00:00:00.000Z' });
    await seedOrders(opened.db, ['YOUNG'], { at: new Date().toISOString() });
    await mark(opened.db, 'MINE', 'ns-m');
    await mark(opened.db, 'OTHER-A', 'ns-a');
    await mark(opened.db, 'OTHER-Z', 'ns-z');
    await lease('LEASED');
    const closed = { status: 'CANCELLED' as const, closedAt: AT };
    await commitDecisions(opened.db, [
      eventOn(await claim(opened.db, 'CLOSED'), 'x', { type: 'cancelled', row: closed }),
    ]);
    expect(await unmarked('ns-m')).toEqual(['OLDEST', 'OTHER-A', 'OTHER-Z']);
    expect(await unmarked('ns-m', 1)).toEqual(['OLDEST']);
    expect(await unmarked('ns-new', 10, 0)).toContain('YOUNG');
  });

  test('what one sweeper has locked another one skips', async () => {
    await seedOrders(opened.db, ['A', 'B', 'C']);
    await opened.db.transaction(async (tx) => {
      expect(await findUnmarked(tx, { namespaceId: 'ns-1', olderThanMs: 0, limit: 3 })).toHaveLength(3);
      expect(await unmarked('ns-1')).toEqual([]);
    });
    expect(await unmarked('ns-1')).toEqual(['A', 'B', 'C']);
  });

  test('orders past their deadline are found, longest overdue first; those on lease are not', async () => {
    await seedOrders(opened.db, ['LATE', 'LATER', 'FUTURE', 'NONE', 'LEASED']);
    const deadlines = {
      LATE: '2026-01-02T00:00:00.000Z',
      LATER: '2026-01-01T00:00:00.000Z',
      FUTURE: '2126-01-01T00:00:00.000Z',
      NONE: null,
      LEASED: '2026-01-01T00:00:00.000Z',
    };
    for (const [number, nextDeadline] of Object.entries(deadlines))
      await commitDecisions(opened.db, [eventOn(await claim(opened.db, number), 'x', { row: { nextDeadline } })]);
    await lease('LEASED');
    const due = await findPastDeadline(opened.db, { overdueMs: 60_000, limit: 10 });
    expect(due.map(({ key }) => key.orderNumber)).toEqual(['LATER', 'LATE']);
    expect(due[0]).toMatchObject({ state: { sequence: 2 } });
  });
});
