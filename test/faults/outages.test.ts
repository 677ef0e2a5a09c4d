import { judge } from '../../dev/load/verdict';
import { discard, startPrivateStack, type PrivateStack } from '../harness/privateStack';
import { at, eventually, expectUnavailable, median, whileDown, whileFrozen, type Door } from './support';

jest.setTimeout(120_000);
let stack: PrivateStack;
let door: Door;
/** Accepted while something was down; judged at the end, so that the waits overlap. */
const accepted: string[] = [];
beforeAll(async () => {
  stack = await startPrivateStack({ env: { COMMAND_DEADLINE_MS: '3000' } });
  door = at(stack);
  await door.client.get('/livez');
});
afterAll(() => discard(stack));

const goesWell = async (numbers: string[]): Promise<void> =>
  expect(await judge(stack.demo, numbers)).toEqual({ lost: [], doubled: [], stuck: [] });

/** Creates orders one after the other; answers their durations in milliseconds. */
async function createTimed(count: number): Promise<number[]> {
  const took: number[] = [];
  for (let n = 0; n < count; n += 1) {
    const began = performance.now();
    accepted.push(await door.create());
    took.push(performance.now() - began);
  }
  return took;
}

/** Temporal is gone: orders are accepted as ever, commands are to be sent again. */
async function withoutTemporal(how: string, held: string): Promise<void> {
  const took = await createTimed(20);
  console.log(`Temporal ${how}: create p50 ${median(took).toFixed(0)} ms, slowest ${Math.max(...took).toFixed(0)} ms`);
  expect(median(took)).toBeLessThan(500);
  const command = await door.client.post(`${door.path(held)}/holds`, { code: 'CREDIT' });
  // Pending, where it may have been sent before the connection broke.
  expectUnavailable(command, 'TEMPORAL_UNAVAILABLE', 'COMMAND_PENDING');
  expect((await door.client.get('/livez')).status).toBe(200);
}

describe('while Temporal', () => {
  let held: string;
  beforeAll(async () => {
    held = await door.create('-NOSHIP');
    await door.until(held, ({ status }) => status === 'ACKNOWLEDGED');
  });

  test('is frozen, orders are accepted and commands are answered 503', () =>
    whileFrozen(stack, 'Temporal', () => withoutTemporal('frozen', held)));

  test('is killed, orders are accepted and commands are answered 503', () =>
    whileDown(stack, 'Temporal', () => withoutTemporal('killed', held)));
});

describe('while PostgreSQL is killed', () => {
  test('everything that needs it is answered 503, nothing dies and no order is half written', async () => {
    const pid = stack.parts()['API and worker'];
    const numbers = Array.from({ length: 40 }, () => door.number());
    const sending = numbers.map(async (number, n) => {
      await new Promise((resolve) => setTimeout(resolve, n * 10));
      return door.post(number);
    });
    await Promise.race(sending);
    const answers = await whileDown(stack, 'PostgreSQL', async () => {
      const all = await Promise.all(sending);
      expectUnavailable(await door.post(door.number()), 'DATABASE_UNAVAILABLE');
      expectUnavailable(await door.client.get(door.orders()), 'DATABASE_UNAVAILABLE');
      expectUnavailable(await door.client.get(door.path(numbers[0]!)), 'DATABASE_UNAVAILABLE');
      expect((await door.client.get('/livez')).status).toBe(200);
      return all;
    });
    const refused = answers.filter(({ status }) => status !== 201);
    refused.forEach((answer) => expectUnavailable(answer, 'DATABASE_UNAVAILABLE'));
    expect(answers.length - refused.length).toBeGreaterThan(0);
    expect(refused.length).toBeGreaterThan(0);
    expect(stack.parts()['API and worker']).toBe(pid);
    for (const [n, number] of numbers.entries()) {
      const { status } = await door.client.get(door.path(number));
      // A lost answer may be that of a commit: there, then, is the whole order.
      if (answers[n]?.status === 201 || status !== 404) expect([number, status]).toEqual([number, 200]);
      if (status === 200) accepted.push(number);
    }
  });
});

describe('orders accepted during an outage', () => {
  test('all ship, each once', () => goesWell(accepted));
});

describe('a warehouse', () => {
  afterEach(() => door.sandbox('POST', '/faults', { wms: null, callbacks: null }));
  const some = (): Promise<string[]> => Promise.all(Array.from({ length: 8 }, () => door.create()));

  /** Orders wait, and say that it is the warehouse they wait for and why. */
  const wait = async (numbers: string[]): Promise<void> => {
    for (const number of numbers) {
      const { waiting } = await door.until(number, (order) => order.waiting?.on === 'wms');
      expect(waiting.reason).toMatch(/\w+/);
    }
  };

  test('that is down holds orders up, visibly, and has each once in the end', async () => {
    await door.sandbox('POST', '/faults', { wms: { down: true } });
    const numbers = await some();
    await wait(numbers);
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    await wait(numbers);
    const { waiting, wms, status } = await door.read(numbers[0]!);
    console.log(`warehouse down: ${status}, ${wms.state}, ${JSON.stringify(waiting)}`);
    await door.sandbox('POST', '/faults', { wms: null });
    await goesWell(numbers);
  });

  test('that is slower than the quick try is waited for, visibly, and gets each once', async () => {
    await door.sandbox('POST', '/faults', { wms: { latencyMs: 2_500 } });
    const numbers = await some();
    await wait(numbers);
    await goesWell(numbers);
  });

  test('that does the work and answers 500 gets each once', async () => {
    await door.sandbox('POST', '/faults', { wms: { errorAfterWork: true, count: 8 } });
    const numbers = await some();
    await wait(numbers);
    await goesWell(numbers);
    const { wms } = await door.sandbox('GET', `/orders/${stack.demo.businessUnitId}/${numbers[0]}`);
    expect(wms.messages).toMatchObject([{ kind: 'drop' }]);
  });

  test('that says everything twice and out of order changes nothing', async () => {
    await door.sandbox('POST', '/faults', { callbacks: { disorder: true, duplicates: 2, errorRate: 0.3 } });
    const numbers = [...(await some()), await door.create('-DUPSHIP'), await door.create('-SHIPFIRST')];
    await goesWell(numbers);
    await door.sandbox('POST', '/faults', { callbacks: null });
    await eventually(
      () => door.sandbox('GET', '/summary'),
      ({ counts }) => counts.pendingCallbacks === 0,
    );
    await goesWell(numbers);
  });
});
