import { STOCK_WORK } from '../../src/intake/stock';
import { associateBuilding, saveBuilding } from '../../src/store/buildings';
import { openTestDatabase, ORG, UNIT } from '../store/support/fixtures';
import { disagreements, PLACE } from './support';

describe('counts of thousands of products', () => {
  let opened: Awaited<ReturnType<typeof openTestDatabase>>;
  beforeAll(async () => {
    opened = await openTestDatabase();
    await saveBuilding(opened.db, { orgId: ORG, buildingId: PLACE, name: 'London', address: {} });
    await associateBuilding(opened.db, UNIT, PLACE);
    // As on a new installation: the first counts come before anybody has looked at the table.
    await opened.db.pool.query('alter table stock set (autovacuum_enabled = false)');
  });
  afterAll(() => opened.close());

  /** Counts products that are described too; answers how long that took, milliseconds. */
  async function refresh(prefix: string, products: number): Promise<number> {
    const items = Array.from({ length: products }, (_, at) => ({
      product: { upc: `${prefix}-${at}` },
      quantity: at,
      attributes: { safetyStock: 2 },
    }));
    const arrivedAt = new Date().toISOString();
    const list = { businessUnitId: UNIT, buildingId: PLACE, settings: {}, arrivedAt, confirmed: false };
    const began = performance.now();
    const prepared = await STOCK_WORK.REFRESH.prepare(opened.db, { ...list, type: 'REFRESH' }, items);
    await opened.db.transaction((tx) => STOCK_WORK.REFRESH.apply(tx, { ...list, type: 'REFRESH' }, prepared));
    return performance.now() - began;
  }

  test('take as long as their number, also where PostgreSQL has no statistics yet', async () => {
    await refresh('WARM', 10);
    const few = Math.min(await refresh('FEW', 400), await refresh('SOME', 400));
    const many = Math.min(await refresh('MANY', 4_000), await refresh('MANY', 4_000));
    // Ten times as many; a plan that goes through the list for every row takes a hundred times as long.
    expect(many / few).toBeLessThan(40);
    expect(await disagreements(opened.db)).toEqual([]);
  }, 60_000);
});
