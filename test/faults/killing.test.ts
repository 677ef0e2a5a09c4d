import { setTimeout as delay } from 'node:timers/promises';
import { untilWhole } from '../../dev/load/kills';
import { sendOrders, stormRound } from '../../dev/load/storm';
import { judge } from '../../dev/load/verdict';
import { discard, startPrivateStack, type PrivateStack } from '../harness/privateStack';
import { at, expectUnavailable, whileDown, type Door } from './support';

jest.setTimeout(180_000);
let stack: PrivateStack;
let door: Door;
beforeAll(async () => {
  stack = await startPrivateStack({ split: true });
  door = at(stack);
});
afterAll(() => discard(stack));

const USERS = 16;
/** Three rounds make two hundred orders; `npm run soak` has as many in each. */
const ORDERS = 67;
const NOTHING_WRONG = { lost: [], doubled: [], stuck: [] };

test('API and worker run apart here', () => {
  expect(Object.keys(stack.parts()).sort()).toEqual(['API', 'PostgreSQL', 'Temporal', 'sandbox partners', 'worker']);
});

test.each([1, 2, 3])('orders that were accepted around kills by lot ship once each, round %i', async (round) => {
  // A third of the lots for each round, so that no two meet the same part.
  const lot = (round - 1 + Math.random()) / 3;
  const { accepted, kills, repeats } = await stormRound(stack, { orders: ORDERS, users: USERS, lot });
  console.log(`round ${round}: killed ${kills.join('; ')}; ${repeats} requests repeated`);
  expect(accepted).toHaveLength(ORDERS);
  expect(await judge(stack.demo, accepted)).toEqual(NOTHING_WRONG);
});

test('while PostgreSQL is away under load, answers are 503 with Retry-After, nothing dies and nothing is half written', async () => {
  const before = stack.parts();
  const numbers = Array.from({ length: 40 }, () => door.number());
  const sending = numbers.map((number, n) => delay(n * 10).then(() => door.post(number)));
  await Promise.race(sending);
  const answers = await whileDown(stack, 'PostgreSQL', async () => {
    const all = await Promise.all(sending);
    expectUnavailable(await door.client.get(door.orders()), 'DATABASE_UNAVAILABLE');
    expectUnavailable(await door.client.get(door.path(numbers[0]!)), 'DATABASE_UNAVAILABLE');
    expect((await door.client.get('/livez')).status).toBe(200);
    return all;
  });
  const refused = answers.filter(({ status }) => status !== 201);
  refused.forEach((answer) => expectUnavailable(answer, 'DATABASE_UNAVAILABLE'));
  expect([refused.length > 0, refused.length < answers.length]).toEqual([true, true]);
  const there: string[] = [];
  for (const [n, number] of numbers.entries()) {
    const { status } = await door.client.get(door.path(number));
    if (status === 200) there.push(number);
    // A lost answer may be that of a commit: there, then, is the whole order, as the verdict below says.
    else expect([number, status, answers[n]?.status]).toEqual([number, 404, 503]);
  }
  expect(await judge(stack.demo, there)).toEqual(NOTHING_WRONG);
  const { API, worker } = stack.parts();
  expect({ API, worker }).toEqual({ API: before.API, worker: before.worker });
});

const lives = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

test('API and worker that are told to end under load end within 10 s each and lose nothing', async () => {
  const { API, worker } = stack.parts();
  const told = { API: API!, worker: worker! };
  const end = async (pid: number): Promise<number> => {
    const began = Date.now();
    process.kill(pid, 'SIGTERM');
    while (lives(pid)) await delay(20);
    return Date.now() - began;
  };
  let ending: Promise<number[]> | undefined;
  const progress = (accepted: number): void =>
    void (accepted === 25 && (ending = Promise.all(Object.values(told).map(end))));
  const { accepted, repeats } = await sendOrders(stack.demo, { orders: ORDERS, users: USERS, progress });
  const tookMs = await ending!;
  console.log(`ended after ${tookMs.join(' and ')} ms; ${repeats} requests made again`);
  expect(Math.max(...tookMs)).toBeLessThanOrEqual(10_000);
  await untilWhole(stack, told);
  expect(accepted).toHaveLength(ORDERS);
  expect(await judge(stack.demo, accepted)).toEqual(NOTHING_WRONG);
});
