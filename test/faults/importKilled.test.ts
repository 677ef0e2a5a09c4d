import { killParts, untilWhole } from '../../dev/load/kills';
import { parcelOrder } from '../../dev/demo/parcelOrder';
import type { AnyJson } from '../harness/client';
import { discard, startPrivateStack, type PrivateStack } from '../harness/privateStack';
import { at, eventually, type Door } from './support';

jest.setTimeout(180_000);
const TOTAL = 1500;
let stack: PrivateStack;
let door: Door;
beforeAll(async () => {
  stack = await startPrivateStack({ split: true });
  door = at(stack);
});
afterAll(() => discard(stack));

const jobAt = async (path: string): Promise<AnyJson> => (await door.client.get(path)).body.data;

describe('an import whose worker dies', () => {
  it('case 20: killed twice in the midst of it, it goes on where it was: one outcome per row, every order once', async () => {
    const set = door.number();
    const orders = Array.from({ length: TOTAL }, (_, n) => ({
      ...parcelOrder(stack.demo, `${set}-${n}`),
      orderDropDate: '2099-01-01',
    }));
    const sent = await door.client.send('POST', `${door.orders()}/bulk`, {
      body: orders.map((order) => JSON.stringify(order)).join('\n'),
      headers: { 'content-type': 'application/x-ndjson' },
    });
    const path = sent.body.data.links.self as string;
    for (const share of [0.1, 0.5]) {
      await eventually(
        () => jobAt(path),
        ({ counts }) => counts.created >= TOTAL * share,
        60_000,
      );
      await untilWhole(stack, killParts(stack.home, ['worker']));
    }
    const done = await eventually(
      () => jobAt(path),
      ({ status }) => status === 'COMPLETED',
      90_000,
    );
    expect(done).toMatchObject({ outcome: 'SUCCEEDED', counts: { total: TOTAL, created: TOTAL, pending: 0 } });
    const { body } = await door.client.get<string>(`${path}/results`);
    const rows = body.split('\n').filter(Boolean).map((line) => JSON.parse(line) as AnyJson); // prettier-ignore
    expect(rows.map(({ customerOrderNumber }) => customerOrderNumber)).toEqual(orders.map((_, n) => `${set}-${n}`));
    expect(new Set(rows.map(({ salesOrderNumber }) => salesOrderNumber)).size).toBe(TOTAL);
    for (const n of [0, TOTAL / 2, TOTAL - 1]) {
      const types = (await door.events(`${set}-${n}`)).map(({ type }) => type);
      expect(types).toEqual(['created']);
    }
  });
});
