import { createPrecedence } from '../../../src/activities/jobs/precedence';
import { acceptOrders } from '../../../src/intake/acceptOrders';
import { singleIsDue, somebodyWaits } from '../../../src/store/jobs';
import { request } from '../../intake/world';
import { openJobWorld, order, rowsOf, type JobWorld } from './world';

let world: JobWorld;
beforeAll(async () => {
  world = await openJobWorld();
});
afterAll(() => world.close());

const lately = { namespaceId: 'namespace-1', recentMs: 60_000 };
const waits = () => somebodyWaits(world.db, lately);
const isDue = () => singleIsDue(world.db, lately);

test('an order that was sent alone is waited for, whoever runs it, until it is old; one of an import is not', async () => {
  const { job } = await world.create(rowsOf([order('W-1')]));
  await world.walk(job.jobId);
  await world.db.pool.query(`update orders set awaits_opening = false, started_in = 'namespace-1'`);
  expect([await waits(), await isDue()]).toEqual([false, false]);

  await acceptOrders({ db: world.db, policy: world.policy }, [request('W-2')]);
  expect([await waits(), await isDue()]).toEqual([true, true]);
  const change = (columns: string) =>
    world.db.pool.query(`update orders set ${columns} where order_number = 'W-2'`); // prettier-ignore
  await change(`started_in = 'namespace-1'`);
  expect(await waits()).toBe(true);
  await change(`status = 'RELEASED'`);
  expect([await waits(), await isDue()]).toEqual([true, false]);
  await change(`created_at = created_at - interval '2 minutes'`);
  expect(await waits()).toBe(false);
});

test('a job that has not begun is waited for; one that runs, or has waited for long, is not', async () => {
  const { job } = await world.create(rowsOf([order('W-3')]));
  expect(await waits()).toBe(true);
  await world.db.pool.query(`update jobs set updated_at = updated_at - interval '2 minutes'`);
  expect(await waits()).toBe(false);
  await world.walk(job.jobId);
  expect(await waits()).toBe(false);
});

test('a page of a job that has long begun waits for a single order, and not for ever', async () => {
  const precedence = createPrecedence();
  const took = async (processed: number, singles: boolean[]): Promise<number> => {
    const began = performance.now();
    await precedence.giveWay(processed, async () => singles.shift() === true);
    return performance.now() - began;
  };
  expect(await took(5_000, [false])).toBeLessThan(50);
  expect(await took(10, Array<boolean>(1_000).fill(true))).toBeLessThan(50);
  expect(await took(5_000, [true, true, true, false])).toBeGreaterThan(25);
  const long = await took(5_000, Array<boolean>(1_000).fill(true));
  expect([long > 350, long < 2_000]).toEqual([true, true]);
});
