import { adjust, allocate, deallocate, fulfil, refresh, type Binding } from '../../src/domain/stock';
import { openTestDatabase } from '../store/support/fixtures';
import { apply, count, disagreements, postingsOf, rulesAt } from './support';

describe('the stock ledger', () => {
  let opened: Awaited<ReturnType<typeof openTestDatabase>>;
  beforeAll(async () => {
    opened = await openTestDatabase(16);
  });
  afterAll(() => opened.close());

  const figures = async (skuId: string) => {
    const { rows } = await opened.db.pool.query(
      `select sum(on_hand)::int as "onHand", sum(allocated)::int as allocated, sum(pending)::int as pending
         from stock where sku_id = $1`,
      [skuId],
    );
    return rows[0] as Record<string, number>;
  };

  test('a count, a difference, what is bound and what ships', async () => {
    const { db } = opened;
    await apply(db, 'A', (shelf, rules) => refresh(shelf, count(10), rules));
    await apply(db, 'A', (shelf, rules) => adjust(shelf, count(-2), rules));
    const item = { quantity: 11, reference: 'shipment/1/1' };
    const bound = postingsOf(await apply(db, 'A', (shelf, rules) => allocate(shelf, item, rules)));
    expect(await figures('A')).toEqual({ onHand: 8, allocated: 8, pending: 3 });

    const binding: Binding = { stockId: bound[0]?.stockId ?? 0, allocated: 8, pending: 3 };
    await apply(db, 'A', (shelf, rules) => deallocate(shelf, { ...item, quantity: 4 }, binding, rules));
    expect(await figures('A')).toEqual({ onHand: 8, allocated: 7, pending: 0 });
    await apply(db, 'A', (shelf, rules) =>
      fulfil(shelf, { ...item, quantity: 5 }, { ...binding, allocated: 7, pending: 0 }, rules),
    );
    expect(await figures('A')).toEqual({ onHand: 3, allocated: 2, pending: 0 });
    expect(await disagreements(db)).toEqual([]);
  });

  test('what frees units points at the entry that bound them', async () => {
    const { rows } = await opened.db.pool.query(
      `select e.reason, r.reason as taken_back from stock_entries e join stock_entries r on r.id = e.reverses`,
    );
    expect(rows).toEqual([{ reason: 'DEALLOCATE', taken_back: 'ALLOCATE' }]);
  });

  test('a count that is older than what has happened since is fenced; one without a time gets it added', async () => {
    const { db } = opened;
    await apply(db, 'B', (shelf, rules) => refresh(shelf, count(100), rules), rulesAt('2026-03-02T10:00:00.000Z'));
    await apply(db, 'B', (shelf, rules) => adjust(shelf, count(-7), rules), rulesAt('2026-03-02T10:00:02.000Z'));
    const old = count(100, { asOf: '2026-03-02T10:00:01.000Z' });
    const late = await apply(
      db,
      'B',
      (shelf, rules) => refresh(shelf, old, rules),
      rulesAt('2026-03-02T10:00:03.000Z'),
    );
    expect(late).toMatchObject({ fault: { code: 'fenced' } });
    await apply(db, 'B', (shelf, rules) => refresh(shelf, count(50), rules), rulesAt('2026-03-02T10:00:01.500Z'));
    expect(await figures('B')).toMatchObject({ onHand: 43 });
    expect(await disagreements(db)).toEqual([]);
  });

  test('a row goes below zero only where that is allowed, and entries are never changed', async () => {
    const { db } = opened;
    const less = await apply(db, 'C', (shelf, rules) => adjust(shelf, count(-1), rules));
    expect(less).toMatchObject({ fault: { code: 'below_zero' } });
    await apply(
      db,
      'C',
      (shelf, rules) => adjust(shelf, count(-1), rules),
      rulesAt(undefined, { shipWithoutStock: ['LDN1'] }),
    );
    expect(await figures('C')).toMatchObject({ onHand: -1 });
    await apply(db, 'D', (shelf, rules) => refresh(shelf, count(0), rules));
    await expect(db.pool.query(`update stock set on_hand = -1 where sku_id = 'D'`)).rejects.toThrow('below_zero');
    await expect(db.pool.query('delete from stock_entries')).rejects.toThrow('never changed');
  });

  test('a jump beyond the guard is parked; a first count is none', async () => {
    const { db } = opened;
    await apply(db, 'E', (shelf, rules) => refresh(shelf, count(1_000_000), rules));
    const jump = await apply(db, 'E', (shelf, rules) => refresh(shelf, count(1), rules));
    expect(jump).toMatchObject({ fault: { code: 'delta_guard' } });
    expect(
      await apply(db, 'E', (shelf, rules) => refresh(shelf, count(1), { ...rules, confirmed: true })),
    ).toHaveProperty('postings');
  });
});
