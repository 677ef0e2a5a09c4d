import fc from 'fast-check';
import {
  adjust,
  allocate,
  available,
  refresh,
  sum,
  type Shelf,
  type StockRules,
  type Verdict,
} from '../../src/domain/stock';
import { ensureStock } from '../../src/store/stock/ensure';
import { holdStock, placeName } from '../../src/store/stock/hold';
import { postStock } from '../../src/store/stock/post';
import { openTestDatabase, UNIT } from '../store/support/fixtures';
import { count, disagreements, PLACE, rulesAt } from './support';

const SKUS = Array.from({ length: 12 }, (_, i) => `W-${i}`);

const move = fc.record({
  skuId: fc.constantFrom(...SKUS),
  kind: fc.constantFrom('refresh', 'adjust', 'allocate'),
  quantity: fc.integer({ min: 0, max: 40 }),
  bin: fc.constantFrom('', '1', '2'),
});
type Move = { skuId: string; kind: string; quantity: number; bin: string };

function ruled(shelf: Shelf, { kind, quantity, bin }: Move, rules: StockRules): Verdict {
  if (kind === 'refresh') return refresh(shelf, count(quantity, { bin }), rules);
  if (kind === 'adjust') return adjust(shelf, count(quantity - 20, { bin }), rules);
  return allocate(shelf, { quantity, reference: 'shipment/1/1' }, rules);
}

describe('many writers of the ledger', () => {
  let opened: Awaited<ReturnType<typeof openTestDatabase>>;
  beforeAll(async () => {
    opened = await openTestDatabase(12);
  });
  afterAll(() => opened.close());

  /** A list as a job's page: rows made, then locked, judged one after the other and posted. */
  async function write(list: readonly Move[]): Promise<void> {
    const { db } = opened;
    const places = list.map(({ skuId, bin }) => ({ buildingId: PLACE, skuId, bin }));
    await ensureStock(db, UNIT, places);
    const rules = rulesAt();
    await db.transaction(async (tx) => {
      const shelves = await holdStock(tx, UNIT, places, rules.arrivedAt);
      const seen = new Set<string>();
      const postings = list.flatMap((one) => {
        const name = placeName({ buildingId: PLACE, skuId: one.skuId });
        if (seen.has(name)) return [];
        seen.add(name);
        const verdict = ruled(shelves.get(name) ?? [], one, rules);
        return 'postings' in verdict ? verdict.postings : [];
      });
      await postStock(tx, postings);
    });
  }

  test('never wait in a circle, and every figure is the sum of its entries', async () => {
    const lists = fc.array(fc.array(move, { minLength: 1, maxLength: 15 }), { minLength: 8, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(lists, async (all) => {
        await Promise.all(all.map(write));
        expect(await disagreements(opened.db)).toEqual([]);
      }),
      { numRuns: 25 },
    );
    const places = SKUS.map((skuId) => ({ buildingId: PLACE, skuId }));
    const shelves = await opened.db.transaction((tx) => holdStock(tx, UNIT, places, new Date().toISOString()));
    for (const shelf of shelves.values()) {
      const { onHand, allocated, pending } = sum(shelf);
      expect(allocated + available({ onHand, allocated, pending }) + pending).toBe(onHand);
      expect(Math.min(allocated, pending)).toBeGreaterThanOrEqual(0);
    }
  }, 60_000);
});
