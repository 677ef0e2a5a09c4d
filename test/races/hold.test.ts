import { setTimeout as delay } from 'node:timers/promises';
import { ownUnit } from '../life/ownUnit';
import { client, holdCodes, openCodes, startLife } from '../life/support';

const times = (count: number, stepMs: number) => Array.from({ length: count }, (_, n) => n * stepMs);
const drops = ['release_started', 'released'];

describe('a hold, whenever it comes around the release', () => {
  it('either keeps the order from the warehouse or is refused; never both', async () => {
    const ends = await Promise.all(
      times(12, 12).map(async (ms) => {
        const life = await startLife();
        await delay(ms);
        const { status, body } = await client.post(`${life.path}/holds`, { code: 'CREDIT' });
        if (status !== 200) {
          expect([status, body.code]).toEqual([409, expect.stringMatching(/^ORDER_(RELEASED|ALREADY_SHIPPED)$/)]);
        } else {
          expect(await life.read()).toMatchObject({ status: 'ON_HOLD', wms: { attempt: 0 } });
          expect(await life.books()).toMatchObject({ order: undefined, messages: [] });
          expect((await client.delete(`${life.path}/holds/CREDIT`)).status).toBe(200);
        }
        return { life, held: status === 200 };
      }),
    );
    for (const { life, held } of ends) {
      expect(openCodes(await life.reaches('SHIPPED'))).toEqual([]);
      const types = await life.types();
      expect(types.filter((type) => type.startsWith('release'))).toEqual(drops);
      expect(types.slice(0, 3)).toEqual(held ? ['created', 'held', 'hold_released'] : ['created', ...drops]);
      expect((await life.books()).messages).toMatchObject([{ kind: 'drop', received: 1 }]);
    }
  });
});

describe('a hold between the quick try of a drop and the patient call after it', () => {
  let unit: string;
  beforeAll(async () => void (unit = await ownUnit({ profile: { manual: true } })));

  it('is refused at once, because the drop is on the wire, and the drop is made once', async () => {
    const life = await startLife({}, { suffix: '-WMSSLOW', unit });
    await life.until(({ wms }) => wms.state === 'sending');
    // The quick try takes 0.8 s, so the first waits in its process until the patient call begins; the second meets that call.
    for (const code of ['DURING_THE_TRY', 'DURING_THE_CALL']) {
      const { status, body } = await client.post(`${life.path}/holds`, { code });
      expect([status, body.code]).toEqual([409, 'ORDER_RELEASED']);
      expect(await life.read()).toMatchObject({ wms: { state: 'sending', attempt: 1 } });
    }
    const sent = await life.until(({ wms }) => wms.state === 'sent', 25_000);
    expect([sent.status, holdCodes(sent), openCodes(sent)]).toEqual(['RELEASED', [], []]);
    expect(await life.types()).toEqual(['created', ...drops]);
    const { order, messages } = await life.books();
    expect(messages.map(({ messageId }) => messageId)).toEqual([`${life.salesOrderNumber}/release/1`]);
    expect(order.attempts).toHaveLength(1);
  });

  it('leaves a cancellation that comes with it its right: the drop is brought to an answer, then recalled', async () => {
    const life = await startLife({}, { suffix: '-WMSSLOW', unit });
    await life.until(({ wms }) => wms.state === 'sending');
    const [held, asked] = await Promise.all([
      client.post(`${life.path}/holds`, { code: 'CREDIT' }),
      client.delete(life.path),
    ]);
    expect([held.status, asked.status, asked.body.data.status]).toEqual([409, 202, 'CANCEL_REQUESTED']);
    expect((await life.read()).wms.state).toBe('sending');
    await life.until(({ waiting }) => waiting.reason.includes('has not answered'), 25_000);
    await life.deed('answer_recall', { accepted: true });
    await life.reaches('CANCELLED');
    expect((await life.types()).slice(2)).toEqual([
      'cancel_requested',
      'released',
      'recall_started',
      'recall_sent',
      'cancelled',
    ]);
    const { order } = await life.books();
    expect([order.status, order.attempts.length, order.recalls.length]).toEqual(['recalled', 1, 1]);
  });
});
