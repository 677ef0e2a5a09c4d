import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { killParts, untilWhole } from '../../dev/load/kills';
import { startChild, type Child } from '../../dev/process/child';
import type { AnyJson, Answer } from '../harness/client';
import { discard, startPrivateStack, type PrivateStack } from '../harness/privateStack';
import { at, eventually, type Door } from './support';

jest.setTimeout(90_000);
let stack: PrivateStack;
let door: Door;
beforeAll(async () => {
  stack = await startPrivateStack({ split: true });
  door = at(stack);
});
afterAll(() => discard(stack));

/** Shorter than the quick try of a drop, which is where the worker is to be met. */
const LATENCY_MS = 700;
const slow = (wms: object | null) => door.sandbox('POST', '/faults', { wms });
const isSending = ({ wms }: AnyJson): boolean => wms.state === 'sending';
const booksOf = async (number: string): Promise<AnyJson> =>
  (await door.sandbox('GET', `/orders/${stack.demo.businessUnitId}/${number}`)).wms;
const typesOf = async (number: string): Promise<string[]> => (await door.events(number)).map(({ type }) => type);

/** The same cancellation until it is answered. */
async function cancel(number: string): Promise<Answer> {
  const headers = { 'idempotency-key': `cancel-${number}` };
  return eventually(
    () => door.client.delete(door.path(number), { headers }),
    ({ status }) => status < 500,
  );
}

/** One drop under one message id, however often it was sent, and no event twice. */
async function expectOnce(number: string): Promise<void> {
  const { orders, messages } = await booksOf(number);
  expect([number, orders[0].attempts.length]).toEqual([number, 1]);
  expect(messages.filter(({ kind }: AnyJson) => kind === 'drop')).toHaveLength(1);
  const types = await typesOf(number);
  for (const type of ['release_started', 'released', 'cancel_requested', 'cancelled', 'shipped'])
    expect([number, type, types.filter((other) => other === type).length <= 1]).toEqual([number, type, true]);
}

test('a worker killed inside the quick try of a drop, while a cancellation waits, leaves both sides with one truth', async () => {
  await slow({ latencyMs: LATENCY_MS });
  // Lies at the warehouse until it is asked back; ships by itself; fails twice before the warehouse takes it.
  const numbers = await Promise.all(['-NOSHIP', '-NOSHIP', '', '', '-WMS500'].map((suffix) => door.create(suffix)));
  const cancelling: Promise<Answer>[] = [];
  await Promise.all(
    numbers.map(async (number) => {
      await door.until(number, isSending);
      cancelling.push(cancel(number));
    }),
  );
  // The commands are with Temporal by now, and their processes inside the try.
  await delay(100);
  const killed = killParts(stack.home, ['worker']);
  const met = await Promise.all(numbers.map((number) => typesOf(number)));
  expect(met).toEqual(numbers.map(() => ['created', 'release_started']));
  await slow(null);
  await untilWhole(stack, killed);
  for (const { status, body } of await Promise.all(cancelling))
    expect([200, 202, 409]).toContain(
      status === 409 ? (body.code === 'ORDER_ALREADY_SHIPPED' ? 409 : body.code) : status,
    );
  for (const [n, number] of numbers.entries()) {
    const { status } = await door.until(number, ({ closedAt }) => closedAt !== null);
    const [theirs] = (await booksOf(number)).orders;
    expect([number, status]).toEqual([number, theirs.status === 'shipped' ? 'SHIPPED' : 'CANCELLED']);
    if (n < 2) expect([status, theirs.recalls.length]).toEqual(['CANCELLED', 1]);
    await expectOnce(number);
  }
});

describe('a worker that is frozen inside the quick try of a drop', () => {
  let second: Child;
  afterAll(() => second?.stop(5_000));

  test('changes nothing when it thaws: another one has the order by then', async () => {
    await door.sandbox('POST', '/profile', { manual: true });
    await slow({ latencyMs: LATENCY_MS });
    const numbers = await Promise.all([1, 2, 3].map(() => door.create()));
    await Promise.all(numbers.map((number) => door.until(number, isSending)));
    const { worker } = stack.parts();
    process.kill(worker!, 'SIGSTOP');
    try {
      expect(await Promise.all(numbers.map(typesOf))).toEqual(numbers.map(() => ['created', 'release_started']));
      await slow(null);
      second = startChild('worker.js', { env: environmentOf(worker!), log: stack.home.path('logs', 'worker2.log') });
      await second.ready;
      for (const number of numbers) await door.until(number, ({ wms }) => wms.state === 'sent');
    } finally {
      process.kill(worker!, 'SIGCONT');
    }
    // Time enough for the outcome that it still has in hand.
    await delay(1_500);
    for (const number of numbers) {
      expect(await typesOf(number)).toEqual(['created', 'release_started', 'released']);
      expect((await booksOf(number)).messages).toMatchObject([{ kind: 'drop', received: 2 }]);
      await door.sandbox('POST', `/orders/${stack.demo.businessUnitId}/${number}/ship?wait=5000`, {});
      expect(await door.until(number, ({ status }) => status === 'SHIPPED')).toMatchObject({ exceptions: [] });
      await expectOnce(number);
    }
    expect(stack.parts().worker).toBe(worker);
  });
});

/** As the running worker has it. */
function environmentOf(pid: number): NodeJS.ProcessEnv {
  const pairs = readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0').filter(Boolean);
  return Object.fromEntries(pairs.map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]));
}
