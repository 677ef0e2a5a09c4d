import { readdirSync, rmSync } from 'node:fs';
import { onDatabase } from '../../dev/postgres/database';
import { operator } from '../harness/admin';
import { discard, startPrivateStack, type PrivateStack } from '../harness/privateStack';
import { backUp, putBack } from './cluster';
import { standings, steps, type Standing, type Steps } from './states';
import { at, eventually, whileDown, type Door } from './support';

jest.setTimeout(120_000);
let stack: PrivateStack;
let door: Door;
let desk: Steps;
const meet = (started: PrivateStack): void => {
  stack = started;
  door = at(stack);
  desk = steps(door);
};
beforeAll(async () => {
  meet(await startPrivateStack());
  // By hand only: no acknowledgement, and no carrier's PRO number that comes later of itself.
  await door.sandbox('POST', '/profile', { manual: true, proMs: 86_400_000 });
});
afterAll(() => discard(stack));

const booksOf = async ({ unit, number }: Standing) => (await door.sandbox('GET', `/orders/${unit}/${number}`)).wms;
const sequences = async ({ number, unit }: Standing): Promise<number[]> =>
  (await door.events(number, unit)).map(({ sequence }) => sequence);
/** The mark of the Temporal database in which its workflow was started. */
const startedIn = ({ number }: Standing): Promise<string | null> =>
  onDatabase(stack.demo.databaseUrl, async (db) => {
    const { rows } = await db.query('select started_in from orders where order_number = $1', [number]);
    return rows[0]?.started_in;
  });
const upTo = (count: number): number[] => Array.from({ length: count }, (_, n) => n + 1);

describe('the database of Temporal is lost under open orders', () => {
  const orders: Record<string, Standing> = {};
  let calling: Standing;
  const before: Record<string, unknown> = {};

  test('of which there is one in every state', async () => {
    const make = standings(desk, stack.demo.b2bBusinessUnitId);
    await Promise.all(Object.entries(make).map(async ([name, stand]) => (orders[name] = await stand())));
    await door.sandbox('POST', '/faults', { wms: { down: true } });
    calling = await desk.newOrder();
    await desk.reach(calling, ({ wms }) => wms.state === 'sending');
    for (const [name, { number, unit }] of Object.entries(orders)) before[name] = await door.read(number, unit);
    console.log(Object.values(orders).map(({ end }, n) => [Object.keys(orders)[n], end.status].join(' → ')).join(', ')); // prettier-ignore
  });

  test('and the next start finds each order as it was', async () => {
    await stack.stop();
    const folder = stack.home.path('temporal');
    for (const file of readdirSync(folder)) rmSync(`${folder}/${file}`);
    meet(await startPrivateStack({ home: stack.home }));
    await door.sandbox('POST', '/faults', { wms: null });
    for (const [name, { number, unit }] of Object.entries(orders))
      expect([name, await door.read(number, unit)]).toEqual([name, before[name]]);
  });

  test('each goes on and ends right', async () => {
    const all = { ...orders, calling };
    const ends = await Promise.all(
      Object.entries(all).map(async ([name, order]) => {
        await order.finish();
        const { status } = await desk.reaches(order, order.end.status);
        const [theirs] = (await booksOf(order)).orders;
        const seen = await sequences(order);
        expect([name, seen]).toEqual([name, upTo(seen.length)]);
        return [name, { status, attempts: theirs.attempts.length }];
      }),
    );
    expect(Object.fromEntries(ends)).toEqual(
      Object.fromEntries(Object.entries(all).map(([name, { end }]) => [name, end])),
    );
  });
});

describe('PostgreSQL is restored to a moment ago and Temporal is not', () => {
  let untouched: Standing;
  let moved: Standing;
  let parted: Standing;
  /** Moved on, and nobody says anything about it any more. */
  let quiet: Standing;
  /** Shipped and closed since the backup: its process has ended. */
  let left: Standing;
  let young: Standing;
  let pid: number | undefined;
  let backupAt: string;
  let highest: string;

  test('while the processes run on', async () => {
    [untouched, moved, parted, quiet, left] = await Promise.all([
      desk.acknowledged(),
      standings(desk, '').held(),
      desk.acknowledged(),
      desk.acknowledged(),
      desk.acknowledged(),
    ]);
    pid = stack.parts()['API and worker'];
    backupAt = new Date().toISOString();
    await whileDown(stack, 'PostgreSQL', () => backUp(stack.home));
    await desk.call('delete', `${desk.path(moved)}/holds/ORDER_DROP_DATE`);
    await desk.sent(moved);
    await desk.deed(moved, 'acknowledge');
    await desk.reaches(moved, 'ACKNOWLEDGED');
    for (const order of [parted, quiet]) {
      await desk.deed(order, 'ship', { lines: [{ customerLineNumber: '1', quantity: 1 }], orderComplete: false });
      await desk.reaches(order, 'PARTIALLY_SHIPPED');
    }
    await desk.deed(left, 'ship');
    await desk.reaches(left, 'SHIPPED');
    young = await desk.acknowledged();
    highest = young.sales;
    await whileDown(stack, 'PostgreSQL', () => putBack(stack.home));
    expect((await door.read(moved.number)).status).toBe('ON_HOLD');
    for (const order of [parted, quiet, left]) expect((await door.read(order.number)).status).toBe('ACKNOWLEDGED');
    expect((await door.client.get(desk.path(young))).status).toBe(404);
  });

  test('the workflow that knows more writes it back with its next message, and a person is told', async () => {
    for (const order of [moved, parted]) {
      await desk.deed(order, 'ship');
      const shipped = await desk.reaches(order, 'SHIPPED');
      expect(shipped.exceptions).toMatchObject([{ code: 'RECORD_BEHIND', resolvedAt: null }]);
      const types = (await door.events(order.number)).map(({ type }) => type);
      expect(types.slice(-2)).toEqual(['restored', 'shipped']);
      expect((await booksOf(order)).orders[0].attempts).toHaveLength(1);
      for (const line of shipped.orderLines)
        expect([line.quantityShipped, line.quantityOverShipped]).toEqual([line.quantity, 0]);
    }
  });

  test('after-restore has the others write back too, and names what is gone', async () => {
    const said = await operator(stack.demo)(`after-restore --backup-at ${backupAt}`);
    console.log(said);
    const { status, exceptions } = await desk.reaches(quiet, 'PARTIALLY_SHIPPED');
    expect([status, exceptions]).toMatchObject(['PARTIALLY_SHIPPED', [{ code: 'RECORD_BEHIND' }]]);
    expect(said).toContain('Wrote back what their rows had lost (exception RECORD_BEHIND): 1.');
    expect(said).toContain(`Known to Temporal and not here any more: 1.\n  ${young.unit} ${young.number}`);
  });

  test('a new order is not taken for one of before, whose number it might have got', async () => {
    await door.sandbox('POST', '/profile', { manual: false });
    const fresh = await door.create();
    expect((await door.read(fresh)).salesOrderNumber > highest).toBe(true);
    expect((await door.until(fresh, ({ status }) => status === 'SHIPPED')).exceptions).toEqual([]);
    await door.sandbox('POST', '/profile', { manual: true });
  });

  test('reconcile finds what left the warehouse while no process of ours knows of it', async () => {
    const said = await operator(stack.demo)('reconcile --settle 0');
    expect(said).toContain(`${left.number}  SHIPMENT_NOT_RECORDED  here ACKNOWLEDGED, warehouse: shipped`);
    expect(said).toContain('New differences: 1;');
    const { exceptions } = await desk.reach(left, (order) => order.exceptions.length > 0);
    expect(exceptions).toMatchObject([{ code: 'SHIPMENT_NOT_RECORDED', severity: 'high', resolvedAt: null }]);
  });

  test('an order that had not moved goes on as if nothing had been', async () => {
    await desk.deed(untouched, 'ship');
    expect(await desk.reaches(untouched, 'SHIPPED')).toMatchObject({ exceptions: [] });
    const seen = await sequences(untouched);
    expect(seen).toEqual(upTo(seen.length));
  });

  test('an order whose row is gone goes on by itself when it is sent again', async () => {
    expect((await door.post(young.number)).status).toBe(201);
    await eventually(() => startedIn(young), Boolean);
    await door.until(young.number, ({ exceptions }) => exceptions.length > 0, 4_000);
  });

  test('and with its next message at the latest is joined with what its workflow knows', async () => {
    await desk.deed(young, 'ship');
    const shipped = await desk.reaches(young, 'SHIPPED');
    expect(shipped.exceptions).toMatchObject([{ code: 'RECORD_BEHIND' }]);
    expect((await booksOf(young)).orders[0].attempts).toHaveLength(1);
  });

  test('and nothing has crashed', () => {
    expect(stack.parts()['API and worker']).toBe(pid);
  });
});
