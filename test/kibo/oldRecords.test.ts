import { openDatabase } from '../../src/store/database';
import { demo } from '../life/support';
import { kibo, type Kibo } from './support';

describe('records that stand for nothing any more', () => {
  let shop: Kibo;
  const db = openDatabase(demo.databaseUrl, 1);
  beforeAll(async () => {
    shop = await kibo();
  });
  afterAll(() => db.close());
  /** As if nothing had happened to a product for so many months. */
  const age = (upc: string, months: number) =>
    db.pool.query(
      `update stock set updated_at = clock_timestamp() - $3 * interval '1 month' where business_unit_id = $1 and sku_id = $2`,
      [shop.unit, upc, months],
    );

  test('are removed when they are old and empty; goods and what is young stay', async () => {
    await shop.refresh([
      { upc: 'EMPTY-OLD', quantity: 0 },
      { upc: 'FULL-OLD', quantity: 3 },
      { upc: 'EMPTY-YOUNG', quantity: 0 },
    ]);
    await age('EMPTY-OLD', 4);
    await age('FULL-OLD', 4);
    expect(await shop.figures('EMPTY-OLD')).toMatchObject({ onHand: 0 });
    const { body } = await shop.send('DELETE', '/v1/deleteOldInventory/3');
    expect(await shop.ended(body.jobID)).toMatchObject({ type: 'DELETE', status: 'SUCCESS', messages: [] });
    expect(await shop.figures('EMPTY-OLD')).toBeNull();
    expect(await shop.figures('FULL-OLD')).toMatchObject({ onHand: 3 });
    expect(await shop.figures('EMPTY-YOUNG')).toMatchObject({ onHand: 0 });
  });

  test('stay where goods have come while the job waited its turn', async () => {
    await shop.refresh([{ upc: 'FILLED', quantity: 0 }]);
    await age('FILLED', 4);
    const late = shop.at(Array.from({ length: 1_000 }, () => ({ upc: 'FILLED', quantity: 1 })));
    const first = await shop.send('POST', '/v5/inventory/adjust', late);
    await age('FILLED', 4);
    const { body } = await shop.send('DELETE', '/v1/deleteOldInventory/allSilo/3');
    await shop.ended(first.body.jobID);
    const job = await shop.ended(body[0].jobID);
    expect(await shop.figures('FILLED')).toMatchObject({ onHand: 1_000 });
    expect(job.messages.every((message: string) => message.includes('fenced'))).toBe(true);
  });

  test('are asked for by a number of months', async () => {
    for (const months of ['0', 'x', '1.5']) {
      expect((await shop.send('DELETE', `/v1/deleteOldInventory/${months}`)).status).toBe(400);
    }
  });
});
