import { readdirSync, rmSync } from 'node:fs';
import { judge } from '../../dev/load/verdict';
import { onDatabase } from '../../dev/postgres/database';
import { discard, startPrivateStack, type PrivateStack } from '../harness/privateStack';
import { standings, steps, type Standing, type Steps } from './states';
import { at, eventually, expectUnavailable, median, whileDown, type Door } from './support';

jest.setTimeout(90_000);
let stack: PrivateStack;
let door: Door;
let desk: Steps;
beforeAll(async () => {
  stack = await startPrivateStack({ env: { COMMAND_DEADLINE_MS: '3000' } });
  door = at(stack);
  desk = steps(door);
  // By hand only: no acknowledgement, and no carrier's PRO number that comes later of itself.
  await door.sandbox('POST', '/profile', { manual: true, proMs: 86_400_000 });
});
afterAll(() => discard(stack));

const CREATE_MS = 50;
const BATCHES = 5;

/** Creates orders one after the other until a batch of twenty was quick; answers the best median, in milliseconds. */
async function createUntilQuick(created: string[]): Promise<number> {
  let best = Infinity;
  for (let batch = 0; batch < BATCHES && best > CREATE_MS; batch += 1) {
    const took: number[] = [];
    for (let n = 0; n < 20; n += 1) {
      const began = performance.now();
      created.push(await door.create());
      took.push(performance.now() - began);
    }
    best = Math.min(best, median(took));
  }
  return best;
}

/** The Temporal database in which each order's workflow was started. */
const marks = (numbers: string[]): Promise<string[]> =>
  onDatabase(stack.demo.databaseUrl, async (db) => {
    const { rows } = await db.query('select started_in from orders where order_number = any($1)', [numbers]);
    return rows.map((row) => row.started_in as string);
  });

function dropDatabase(): void {
  const folder = stack.home.path('temporal');
  for (const file of readdirSync(folder)) rmSync(`${folder}/${file}`);
}

describe('Temporal goes away and comes back without its database', () => {
  const open: Record<string, Standing> = {};
  const created: string[] = [];
  let lostMark: string;
  let other: Standing;

  test('under an order in every state', async () => {
    const make = standings(desk, stack.demo.b2bBusinessUnitId);
    await Promise.all(Object.entries(make).map(async ([name, stand]) => (open[name] = await stand())));
    other = await desk.newOrder(stack.demo.b2bBusinessUnitId);
    const numbers = Object.values(open).map(({ number }) => number);
    const seen = await eventually(
      () => marks(numbers),
      (all) => all.every(Boolean),
    );
    expect(new Set(seen).size).toBe(1);
    lostMark = seen[0]!;
  });

  test('meanwhile orders are accepted at once, and commands are answered 503', () =>
    whileDown(stack, 'Temporal', async () => {
      dropDatabase();
      const p50 = await createUntilQuick(created);
      console.log(`Temporal away: create p50 ${p50.toFixed(0)} ms, ${created.length} orders`);
      expect(p50).toBeLessThanOrEqual(CREATE_MS);
      // It may still take effect when Temporal is back: so on an order of its own.
      const held = await door.client.post(`${desk.path(other)}/holds`, { code: 'CREDIT' });
      expectUnavailable(held, 'TEMPORAL_UNAVAILABLE', 'COMMAND_PENDING');
      expect((await door.client.get('/livez')).status).toBe(200);
    }));

  test('half of them go on before their process is there again, the others with it, and each ends right', async () => {
    const all = Object.entries(open);
    const [early, late] = [0, 1].map((rest) => all.filter((_, n) => n % 2 === rest));
    const finished = Promise.all(early!.map(([, order]) => order.finish()));
    await eventually(
      () => marks(late!.map(([, { number }]) => number)),
      (seen) => seen.every((mark) => mark && mark !== lostMark),
      60_000,
    );
    await Promise.all([finished, ...late!.map(([, order]) => order.finish())]);
    for (const [name, order] of all) {
      const { status } = await desk.reaches(order, order.end.status);
      const { wms } = await door.sandbox('GET', `/orders/${order.unit}/${order.number}`);
      const sequences = (await door.events(order.number, order.unit)).map(({ sequence }) => sequence);
      expect([name, sequences]).toEqual([name, sequences.map((_, n) => n + 1)]);
      expect([name, { status, attempts: wms.orders[0].attempts.length }]).toEqual([name, order.end]);
    }
  });

  test('and the orders accepted meanwhile run now', async () => {
    await Promise.all(created.map((number) => desk.shipAll({ number, unit: stack.demo.businessUnitId })));
    expect(await judge(stack.demo, created)).toEqual({ lost: [], doubled: [], stuck: [] });
  });
});
