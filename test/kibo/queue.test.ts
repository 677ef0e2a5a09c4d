import { kibo, PLACE, type Kibo } from './support';

describe('the queue of inventory jobs', () => {
  let shop: Kibo;
  let first: number;
  beforeAll(async () => {
    shop = await kibo();
    first = (await shop.refresh([{ upc: 'Q-1', quantity: 1 }])).jobID;
    await shop.adjust([{ upc: 'Q-1', quantity: 1 }]);
  });
  const list = async (query = '') => (await shop.send('GET', `/v1/queue${query}`)).body;

  test('lists the unit’s jobs, newest first', async () => {
    const jobs = await list();
    expect(jobs.map(({ type }: { type: string }) => type)).toEqual(['ADJUST', 'REFRESH']);
    expect(jobs[1].jobID).toBe(first);
    expect(await list('?limit=1')).toHaveLength(1);
  });

  test('is narrowed by type, plain or in brackets, by location and by owner', async () => {
    for (const query of [
      '?types=REFRESH',
      '?types[]=REFRESH',
      '?types=REFRESH&types=PUT_AWAY_FILE',
      '?types=REFRESH,PUT_AWAY_FILE',
    ]) {
      expect((await list(query)).map(({ jobID }: { jobID: number }) => jobID)).toEqual([first]);
    }
    expect(await list(`?locationCode=${PLACE}`)).toHaveLength(2);
    expect(await list('?locationCode=OTHER')).toEqual([]);
    expect(await list('?owner=nobody')).toEqual([]);
    expect(await list('?originalFilename=none.zip')).toEqual([]);
  });

  test('takes only the published types', async () => {
    expect((await shop.send('GET', '/v1/queue?types=ALLOCATE')).status).toBe(400);
    expect((await shop.send('GET', '/v1/queue/nonsense')).status).toBe(400);
  });
});
