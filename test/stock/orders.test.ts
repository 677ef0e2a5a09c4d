import fc from 'fast-check';
import { createOrder, decide, rowFacts, type OrderState } from '../../src/domain/order';
import { adjust, allocate, refresh, stockEffects } from '../../src/domain/stock';
import { claimOrders } from '../../src/store/orders/claim';
import { commitDecisions } from '../../src/store/orders/commit';
import { insertOrders, reserveSalesOrderNumbers } from '../../src/store/orders/insert';
import { openStock } from '../../src/store/stock/opening';
import { readStock } from '../../src/store/stock/read';
import { facts, move, play, policy, START, type Move } from '../domain/order-arbitraries';
import { openTestDatabase, ORG, UNIT } from '../store/support/fixtures';
import { apply, count, disagreements, ordersAgainstLedger } from './support';

describe('sales orders in the stock ledger', () => {
  let opened: Awaited<ReturnType<typeof openTestDatabase>>;
  let last = 0;
  beforeAll(async () => {
    opened = await openTestDatabase(18);
    await openStock(opened.db, UNIT, ['A', 'B'].map((skuId) => ({ buildingId: 'LDN1', skuId, onHand: 1_000 }))); // prettier-ignore
  });
  afterAll(() => opened.close());

  async function create(): Promise<OrderState> {
    const [salesOrderNumber = ''] = await reserveSalesOrderNumbers(opened.db, 1);
    const key = { businessUnitId: UNIT, orderNumber: `N-${(last += 1)}` };
    const made = createOrder({
      key,
      salesOrderNumber,
      facts: facts(),
      policy,
      at: START,
      cause: `c${last}`,
      actor: 'client',
    });
    const row = rowFacts(made.state, policy);
    await insertOrders(opened.db, [{ orgId: ORG, document: {}, digest: key.orderNumber, ...made, row }]);
    return made.state;
  }

  /** An order's life, each event committed as its host would. */
  async function live(moves: readonly Move[]): Promise<void> {
    const { db } = opened;
    const start = await create();
    const { claimed } = await claimOrders(db, [start.key]);
    const { orderId, fence } = claimed[0]!;
    const seen: Parameters<Parameters<typeof play>[2]>[0][] = [];
    play(start, moves, (moved) => seen.push(moved));
    for (const { before, after, envelope } of seen) {
      const decision = decide(before, envelope, policy);
      if (!('event' in decision)) throw new Error('decided otherwise');
      const { event } = decision;
      const { cause } = envelope;
      const row = rowFacts(after, policy);
      const item = {
        orderId,
        fence,
        sequence: before.sequence,
        cause,
        kind: 'event' as const,
        event,
        state: after,
        row,
      };
      const [result] = await commitDecisions(db, [item]);
      expect(result?.outcome).toBe('ok');
    }
  }

  test('an order binds its units when it is created, and they are gone when it ships', async () => {
    const figures = async () => {
      const [found] = await readStock(opened.db, UNIT, [{ buildingId: 'LDN1', skuId: 'A' }]);
      return found && { onHand: found.onHand, allocated: found.allocated };
    };
    const before = await figures();
    const state = await create();
    expect(await figures()).toEqual({ ...before, allocated: 2 });
    expect(stockEffects(null, state)).toEqual([
      { buildingId: 'LDN1', skuId: 'A', onHand: 0, allocated: 2 },
      { buildingId: 'LDN1', skuId: 'B', onHand: 0, allocated: 3 },
    ]);
  });

  test('whatever happens to orders side by side, orders, entries and figures agree', async () => {
    const lives = fc.array(fc.array(move, { maxLength: 25 }), { minLength: 6, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(lives, async (all) => {
        await Promise.all(all.map(live));
        expect(await ordersAgainstLedger(opened.db, [UNIT])).toEqual([]);
        expect(await disagreements(opened.db)).toEqual([]);
      }),
      { numRuns: 15 },
    );
  }, 120_000);

  test('sixteen writers of the same products: at every moment figures are the sums of their entries', async () => {
    const rules = { refresh, adjust };
    const change = fc.record({
      kind: fc.constantFrom('refresh' as const, 'adjust' as const, 'allocate' as const),
      skuId: fc.constantFrom('A', 'B'),
      quantity: fc.integer({ min: 1, max: 40 }),
    });
    const writers = fc.record({
      lives: fc.array(fc.array(move, { maxLength: 20 }), { minLength: 8, maxLength: 8 }),
      changes: fc.array(fc.array(change, { maxLength: 12 }), { minLength: 8, maxLength: 8 }),
    });
    await fc.assert(
      fc.asyncProperty(writers, async ({ lives, changes }) => {
        let writing = true;
        const reader = (async () => {
          while (writing) expect(await disagreements(opened.db)).toEqual([]);
        })();
        const write = async (list: (typeof changes)[number]): Promise<void> => {
          for (const { kind, skuId, quantity } of list)
            await apply(opened.db, skuId, (shelf, by) =>
              kind === 'allocate'
                ? allocate(shelf, { quantity, reference: 'shipment/1/1' }, by)
                : rules[kind](shelf, count(kind === 'adjust' ? quantity - 20 : quantity * 50), by),
            );
        };
        await Promise.all([...lives.map(live), ...changes.map(write)]).finally(() => (writing = false));
        await reader;
        expect(await ordersAgainstLedger(opened.db, [UNIT])).toEqual([]);
        expect(await disagreements(opened.db)).toEqual([]);
      }),
      { numRuns: 8 },
    );
  }, 120_000);

  test('what gives units back points at what took them', async () => {
    const { rows } = await opened.db.pool.query(
      `select e.reason, r.reason as taken_back, (e.reference = r.reference) as same, count(*)::int > 0 as some
         from stock_entries e left join stock_entries r on r.id = e.reverses
        where e.reason in ('ORDER_DEALLOCATED', 'ORDER_CORRECTED') group by 1, 2, 3`,
    );
    for (const { reason, taken_back, same } of rows as Record<string, unknown>[]) {
      expect(taken_back).toBe(reason === 'ORDER_DEALLOCATED' ? 'ORDER_ALLOCATED' : 'ORDER_SHIPPED');
      expect(same).toBe(true);
    }
  });
});
