import fc from 'fast-check';
import { adjust, allocate, refresh, STOCK_STATUSES, type Movement, type StockStatus } from '../../src/domain/stock';
import { postMovements } from '../../src/store/stock/move';
import { readStock } from '../../src/store/stock/read';
import { receiveStock } from '../../src/store/stock/receive';
import { readStatistics, type Statistics, type StatisticsKey } from '../../src/store/stock/statistics';
import { listTransactions } from '../../src/store/stock/transactions';
import { openTestDatabase, UNIT } from '../store/support/fixtures';
import { apply, count, disagreements, PLACE } from './support';

const SKUS = ['A', 'B', 'C'];
const BUILDINGS = [PLACE, 'MAN1'];
const AT = '2026-03-02T10:00:00.000Z';

const place = fc.record({
  skuId: fc.constantFrom(...SKUS),
  buildingId: fc.constantFrom(...BUILDINGS),
  lot: fc.constantFrom('', 'L1', 'L2'),
  status: fc.constantFrom<StockStatus>(...STOCK_STATUSES),
  other: fc.constantFrom<StockStatus>(...STOCK_STATUSES),
  units: fc.integer({ min: 1, max: 30 }),
});
const deed = fc.tuple(
  fc.constantFrom('receive', 'change', 'transfer', 'ship', 'count', 'refresh', 'adjust', 'allocate'),
  place,
);
type Deed = [string, { skuId: string; buildingId: string; lot: string; status: StockStatus; other: StockStatus; units: number }]; // prettier-ignore

describe('figures of the two inventory contracts', () => {
  let opened: Awaited<ReturnType<typeof openTestDatabase>>;
  let last = 0;
  beforeAll(async () => {
    opened = await openTestDatabase(8);
  });
  afterAll(() => opened.close());

  async function perform([kind, { skuId, buildingId, lot, status, other, units }]: Deed): Promise<void> {
    const { db } = opened;
    const move = (more: Partial<Movement>) => {
      const movementId = `M${(last += 1)}`;
      const one = { movementId, businessUnitId: UNIT, buildingId, at: AT, skuId, quantity: units, serials: [] };
      return db.transaction((tx) => postMovements(tx, [{ ...one, type: 'ADJUSTMENT', ...more }]));
    };
    switch (kind) {
      case 'receive':
        await db.transaction((tx) =>
          receiveStock(tx, [
            { businessUnitId: UNIT, buildingId, skuId, lot, status, expirationDate: null, serials: [], quantity: units,
              reason: 'RECEIPT', referenceType: 'ASN', referenceNumber: 'X', at: AT },
          ]),
        ); // prettier-ignore
        break;
      case 'change':
        if (status !== other) await move({ type: 'STATUS_CHANGE', fromStatus: status, toStatus: other });
        break;
      case 'transfer':
        await move({ type: 'TRANSFER', toBuildingId: BUILDINGS.find((id) => id !== buildingId), fromStatus: status });
        break;
      case 'ship':
        await move({ type: 'SHIPMENT', lot });
        break;
      case 'count':
        await move({ type: 'CYCLE_COUNT', quantity: units - 15 || 1, toStatus: status, lot });
        break;
      case 'refresh':
        await apply(db, skuId, (shelf, rules) => refresh(shelf, count(units), rules));
        break;
      case 'adjust':
        await apply(db, skuId, (shelf, rules) => adjust(shelf, count(units - 15), rules));
        break;
      case 'allocate':
        await apply(db, skuId, (shelf, rules) =>
          allocate(shelf, { quantity: units, reference: 'shipment/1/1' }, rules),
        );
    }
  }

  const view = async (...keys: StatisticsKey[]): Promise<Statistics[]> =>
    (await readStatistics(opened.db, UNIT, {}, { keys, direction: 'asc', limit: 1000, offset: 0 })).rows;

  const FIGURES = ['onHand', 'available', 'allocated', 'onHold', 'damaged', 'pending'] as const;
  const total = (rows: readonly Statistics[], skuId: string) =>
    FIGURES.map((name) =>
      rows.filter(({ group }) => group.skuId === skuId).reduce((units, row) => units + row[name], 0),
    );

  test('whatever happens, the views of one contract sum up, and the other contract says the same', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(deed, { minLength: 1, maxLength: 12 }), async (deeds) => {
        for (const one of deeds) await perform(one as Deed);
        const skus = await view('skuId');
        const buildings = await view('skuId', 'buildingId');
        const lots = await view('skuId', 'lotNumber');
        const narrow = await view('skuId', 'lotNumber', 'buildingId');
        for (const { onHand, available, allocated, onHold, damaged } of [...skus, ...buildings, ...lots, ...narrow]) {
          expect(onHand).toBe(available + allocated + onHold + damaged);
        }
        const { rows: entries } = await listTransactions(
          opened.db,
          UNIT,
          {},
          { limit: 10_000, offset: 0, direction: 'asc' },
        );
        for (const skuId of SKUS) {
          const sums = total(skus, skuId);
          expect(total(buildings, skuId)).toEqual(sums);
          expect(total(lots, skuId).slice(0, 5)).toEqual(sums.slice(0, 5));
          expect(total(narrow, skuId).slice(0, 5)).toEqual(sums.slice(0, 5));
          const moved = entries
            .filter((entry) => entry.skuId === skuId)
            .reduce((units, entry) => units + entry.units, 0);
          expect(moved).toBe(sums[0]);
        }
        const sellers = await readStock(
          opened.db,
          UNIT,
          SKUS.flatMap((skuId) => BUILDINGS.map((buildingId) => ({ skuId, buildingId }))),
        );
        for (const { skuId, buildingId, onHand, allocated, pending } of sellers) {
          const ours = buildings.find(({ group }) => group.skuId === skuId && group.buildingId === buildingId);
          expect(ours).toMatchObject({ allocated, available: onHand - allocated - pending + pending, pending });
        }
        expect(await disagreements(opened.db)).toEqual([]);
      }),
      { numRuns: 25 },
    );
  }, 120_000);

  test('transactions are walked by place and by filter, each once', async () => {
    const { db } = opened;
    const page = { limit: 7, offset: 0, direction: 'desc' } as const;
    const whole = await listTransactions(db, UNIT, {}, { ...page, limit: 10_000 });
    const walked = [];
    for (let after = undefined as Parameters<typeof listTransactions>[3]['after']; ;) {
      const { rows, next, total: found } = await listTransactions(db, UNIT, {}, { ...page, after });
      walked.push(...rows);
      expect(found).toBe(whole.rows.length);
      if (!next) break;
      after = next;
    }
    expect(walked).toEqual(whole.rows);
    const some = whole.rows.filter(({ skuId, type, lot }) => skuId === 'B' && type === 'RECEIPT' && lot === 'L1');
    const filtered = await listTransactions(
      db,
      UNIT,
      { skuId: 'B', transactionType: 'RECEIPT', lotNumber: 'L1' },
      { ...page, limit: 10_000 },
    );
    expect(filtered.rows).toEqual(some);
    expect(await listTransactions(db, UNIT, { from: '2999-01-01T00:00:00.000Z' }, page)).toMatchObject({
      rows: [],
      total: 0,
    });
  });

  test('statistics are walked by their keys in both directions', async () => {
    const keys: StatisticsKey[] = ['lotNumber', 'skuId', 'buildingId'];
    for (const direction of ['asc', 'desc'] as const) {
      const whole = await readStatistics(opened.db, UNIT, {}, { keys, direction, limit: 1000, offset: 0 });
      const walked: Statistics[] = [];
      for (let after = undefined as Statistics['group'] | undefined; ;) {
        const { rows, next } = await readStatistics(
          opened.db,
          UNIT,
          {},
          { keys, direction, limit: 2, offset: 0, after },
        );
        walked.push(...rows);
        if (!next) break;
        after = next;
      }
      expect(walked).toEqual(whole.rows);
      expect(whole.total).toBe(whole.rows.length);
    }
  });
});
