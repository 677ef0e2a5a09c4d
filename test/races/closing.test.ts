import { randomUUID } from 'node:crypto';
import type { AnyJson } from '../harness/client';
import { openProcesses } from '../life/process';
import { client, demo, lines, openCodes, parcelOf, startLife } from '../life/support';
import { openCommander } from './commander';

const temporal = openProcesses();
const commander = openCommander();
afterAll(() => Promise.all([temporal.close(), commander.close()]));

type Life = Awaited<ReturnType<typeof startLife>>;

/** An order of two units that the warehouse has acknowledged and lets lie. */
async function lying(): Promise<Life> {
  const life = await startLife({ orderLines: lines(2) }, { suffix: '-NOSHIP' });
  await life.reaches('ACKNOWLEDGED');
  return life;
}

type Send = (n: number) => Promise<void>;

/** Sends once, lets the order close by `end`, and sends on until it has closed and `more` times after that. */
async function throughTheClosing(
  life: Life,
  end: () => Promise<unknown>,
  more: number,
  users: Send[],
): Promise<number> {
  await Promise.all(users.map((send) => send(0)));
  const sendOn = async (send: Send): Promise<number> => {
    let sent = 1;
    for (let left = more; left > 0; sent += 1) {
      await send(sent);
      if ((await life.read()).closedAt !== null) left -= 1;
    }
    return sent;
  };
  const [counts] = await Promise.all([Promise.all(users.map(sendOn)), end()]);
  return counts.reduce((sum, count) => sum + count, 0);
}

describe('a command that meets the process while it closes', () => {
  it('takes effect once, before the end or after it: none is lost, none hangs', async () => {
    const runs = await Promise.all(
      Array.from({ length: 4 }, async () => {
        const life = await lying();
        await life.deed('ship', parcelOf(1, { shipmentId: `${life.number}-1` }));
        await life.reaches('PARTIALLY_SHIPPED');
        const [{ version: _version, recordedAt: _at, ...shipment }] = (await life.shipments()) as [AnyJson];
        const [container] = shipment.containers;
        const correct = async (user: number, n: number): Promise<void> => {
          const containers = [{ ...container, trackingNumber: `1Z-${user}-${n}` }];
          const data = { reason: 'relabelled', shipment: { ...shipment, containers } };
          const { status, body } = await client.post(`${life.path}/shipments/${shipment.shipmentId}/correction`, data);
          if (status !== 200) throw new Error(`${life.number}: ${status} ${JSON.stringify(body)}`);
        };
        const ship = () => life.deed('ship', parcelOf(1, { orderComplete: true }));
        const users = [0, 1].map(
          (user): Send =>
            (n) =>
              correct(user, n),
        );
        return { life, sent: await throughTheClosing(life, ship, 2, users) };
      }),
    );
    for (const { life, sent } of runs) {
      const order = await life.read();
      expect([order.status, openCodes(order)]).toEqual(['SHIPPED', []]);
      expect(order.orderLines).toMatchObject([{ quantityShipped: 2, quantityOverShipped: 0 }]);
      const types = await life.types();
      const corrected = types.flatMap((type, at) => (type === 'shipment_corrected' ? [at] : []));
      expect(corrected).toHaveLength(sent);
      // The race was run: there are corrections on both sides of the end.
      const end = types.indexOf('shipped');
      expect([corrected[0]! < end, corrected.at(-1)! > end]).toEqual([true, true]);
      expect((await life.shipments()).map(({ version }) => version).sort()).toEqual([1, sent + 1]);
      expect((await life.books()).order.shipments).toHaveLength(2);
      expect((await temporal.ended(life)).status.name).toBe('COMPLETED');
    }
  });

  it('is refused in the words of the moment, and its repeat in the same', async () => {
    const lives = await Promise.all(Array.from({ length: 4 }, lying));
    const all = lives.map(async (life) => {
      const words: [string, object][] = [];
      const hold = async (n: number): Promise<void> => {
        const cause = randomUUID();
        words.push([cause, await commander.command(life, { type: 'hold', code: `H${n}`, until: null }, cause)]);
      };
      await throughTheClosing(life, () => life.deed('ship'), 3, [hold]);
      return { life, words };
    });
    for (const { life, words } of await Promise.all(all)) {
      const codes = words.map(([, word]) => (word as { refused: string }).refused);
      expect(codes).toEqual(codes.toSorted().reverse());
      expect(new Set(codes)).toEqual(new Set(['ORDER_RELEASED', 'ORDER_ALREADY_SHIPPED']));
      for (const [cause, word] of words) {
        expect(await commander.kept(life, cause)).toEqual(word);
        expect(await commander.command(life, { type: 'hold', code: 'AGAIN', until: null }, cause)).toEqual(word);
      }
      expect((await life.types()).at(-1)).toBe('shipped');
      expect((await temporal.ended(life)).status.name).toBe('COMPLETED');
    }
  });
});

describe('shipments that are confirmed at the same moment', () => {
  it('are all recorded, also those that the end overtakes', async () => {
    const life = await lying();
    const confirm = (name: string, quantity: number, orderComplete: boolean) =>
      client.post('/shipConfirmation', {
        businessUnitId: demo.businessUnitId,
        customerOrderNumber: life.number,
        orderComplete,
        shipments: [
          {
            shipmentId: `${life.number}-${name}`,
            carrierId: 'UPS',
            containers: [
              {
                containerId: name,
                trackingNumber: `1Z${name}`,
                lines: [{ customerLineNumber: '1', skuId: demo.skus[0], quantity }],
              },
            ],
          },
        ],
      });
    const names = ['A', 'B', 'C', 'D', 'E', 'F'];
    const answers = await Promise.all(names.map((name, n) => confirm(name, 1, n === 2)));
    expect(answers.map(({ status }) => status)).toEqual(names.map(() => 200));
    const order = await life.until(({ orderLines: [line] }) => line.quantityShipped === names.length);
    expect(order).toMatchObject({ status: 'SHIPPED', orderLines: [{ quantityOverShipped: 4 }] });
    expect(openCodes(order)).toContain('OVER_SHIPPED');
    const recorded = (await life.events()).flatMap(({ data }) => data.shipmentIds ?? []);
    expect(recorded.sort()).toEqual(names.map((name) => `${life.number}-${name}`));
    expect(await life.shipments()).toHaveLength(names.length);
  });
});
