import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { FAR_AWAY } from '../api/support';
import { client, holdCodes, startLife } from '../life/support';

describe('more commands at one moment than a process takes at once', () => {
  it('are all answered: what is turned away is asked to come again, and each counts once', async () => {
    const life = await startLife({ orderDropDate: FAR_AWAY });
    const codes = Array.from({ length: 25 }, (_, n) => `H${n + 10}`);
    const insist = async (code: string): Promise<void> => {
      const headers = { 'idempotency-key': randomUUID() };
      for (;;) {
        const { status, body, headers: told } = await client.post(`${life.path}/holds`, { code }, { headers });
        if (status === 200) return;
        expect([status, body.code]).toEqual([503, expect.any(String)]);
        await delay(Math.min(1000, 1000 * Number(told.get('retry-after'))));
      }
    };
    await Promise.all(codes.map(insist));
    expect(holdCodes(await life.read()).sort()).toEqual([...codes, 'ORDER_DROP_DATE']);
    const held = (await life.events()).flatMap(({ type, data }) => (type === 'held' ? [data.code] : []));
    expect(held.sort()).toEqual(codes);
  });
});
