import { setTimeout as delay } from 'node:timers/promises';
import { untilWhole } from '../../dev/load/kills';
import { sendOrders } from '../../dev/load/storm';
import { judge } from '../../dev/load/verdict';
import { discard, startPrivateStack, type PrivateStack } from '../harness/privateStack';

jest.setTimeout(120_000);
let stack: PrivateStack;
beforeAll(async () => {
  stack = await startPrivateStack();
});
afterAll(() => discard(stack));

const lives = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

test('an app that is told to end under load ends within 10 s and loses nothing', async () => {
  const pid = stack.parts()['API and worker'] as number;
  let ending: Promise<number> | undefined;
  const end = async (): Promise<number> => {
    const began = Date.now();
    process.kill(pid, 'SIGTERM');
    while (lives(pid)) await delay(20);
    return Date.now() - began;
  };
  const progress = (accepted: number): void => void (accepted === 40 && (ending = end()));
  const { accepted, repeats } = await sendOrders(stack.demo, { orders: 120, users: 16, progress });
  const tookMs = await ending;
  console.log(`ended after ${tookMs} ms; ${repeats} requests made again`);
  expect(tookMs).toBeLessThanOrEqual(10_000);
  await untilWhole(stack, { 'API and worker': pid });
  expect(accepted).toHaveLength(120);
  const restarted = Date.now();
  expect(await judge(stack.demo, accepted)).toEqual({ lost: [], doubled: [], stuck: [] });
  console.log(`all shipped ${Date.now() - restarted} ms after it was back`);
});
