import { setTimeout as delay } from 'node:timers/promises';
import { claimOrders } from '../../src/store/orders/claim';
import { FAR_AWAY } from '../api/support';
import { client, holdCodes, startLife } from '../life/support';
import { openCommander } from './commander';

const commander = openCommander();
afterAll(() => commander.close());

describe('a process that finds its order in the hands of a page', () => {
  it('waits until the lease of a page that has died is over, and loses no command', async () => {
    const life = await startLife({}, { suffix: '-NOSHIP' });
    await life.reaches('ACKNOWLEDGED');
    // Claimed, and never heard of again.
    const { claimed } = await claimOrders(commander.db, [commander.keyOf(life)], { leaseMs: 2_000 });
    expect(claimed).toHaveLength(1);
    const [asked, told] = await Promise.all([client.delete(life.path), life.deed('pick')]);
    expect([asked.status, told[0]?.status]).toEqual([202, 200]);
    const { order } = await life.until(({ closedAt }) => closedAt !== null).then(life.books);
    expect([(await life.read()).status, order.status]).toEqual(['CANCELLED', 'recalled']);
    const types = await life.types();
    expect(types.filter((type) => ['in_warehouse', 'cancel_requested', 'cancelled'].includes(type)).sort()).toEqual([
      'cancel_requested',
      'cancelled',
      'in_warehouse',
    ]);
    expect(order.recalls).toHaveLength(1);
  });
});

describe('an order that another host claims again and again', () => {
  it('takes every command once all the same', async () => {
    const life = await startLife({ orderDropDate: FAR_AWAY });
    let done = false;
    let claims = 0;
    const rival = (async () => {
      for (; !done; claims += 1) {
        await claimOrders(commander.db, [commander.keyOf(life)]);
        await delay(15);
      }
    })();
    const codes = Array.from({ length: 8 }, (_, n) => `H${n}`);
    const setAndLift = async (code: string): Promise<number[]> => [
      (await client.post(`${life.path}/holds`, { code })).status,
      (await client.delete(`${life.path}/holds/${code}`)).status,
    ];
    const answers = await Promise.all(codes.map(setAndLift)).finally(() => (done = true));
    await rival;
    expect(claims).toBeGreaterThan(codes.length);
    expect(answers).toEqual(codes.map(() => [200, 200]));
    expect(holdCodes(await life.read())).toEqual(['ORDER_DROP_DATE']);
    const events = await life.events();
    for (const type of ['held', 'hold_released'])
      expect(events.flatMap((event) => (event.type === type ? [event.data.code] : [])).sort()).toEqual(codes);
    expect(events).toHaveLength(1 + 2 * codes.length);
  });
});
