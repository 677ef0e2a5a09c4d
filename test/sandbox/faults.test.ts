import { LIMIT, drop, pause, startWorld, story, until } from './world';
import type { TestWorld } from './world';

describe('faults of the sandbox partners', () => {
  let world: TestWorld;
  beforeEach(async () => void (world = await startWorld()));
  afterEach(() => world.stop());

  const send = (number: string, timeoutMs = LIMIT.timeoutMs) =>
    world.partners.wms.drop(world.connection('wms'), [drop(number)], { timeoutMs, lane: 'patient' });
  const shipped = (count = 1) => until(() => world.api.on('/shipConfirmation').length >= count);
  const orders = async () => (await world.control('/summary')).body.counts.orders as number;

  test('WMS500 turns two tries away undone, WMS500AFTER does the work first', async () => {
    for (let i = 0; i < 2; i++) await expect(send('X-WMS500')).rejects.toMatchObject({ kind: 'server' });
    expect(await orders()).toBe(0);
    expect((await send('X-WMS500'))[0]?.status).toBe('accepted');
    await expect(send('X-WMS500AFTER')).rejects.toMatchObject({ kind: 'server', mayHaveActed: true });
    expect(await orders()).toBe(2);
    expect((await send('X-WMS500AFTER'))[0]?.status).toBe('duplicate');
    await shipped(2);
  });

  test('WMSSLOW works on after its caller has given up', async () => {
    await expect(send('X-WMSSLOW', 100)).rejects.toMatchObject({ kind: 'timeout', code: 'TIMEOUT' });
    await shipped();
  });

  test('down, for a number of requests', async () => {
    await world.control('/faults', { wms: { down: true, count: 2 } });
    for (let i = 0; i < 2; i++) await expect(send('X-1')).rejects.toMatchObject({ kind: 'unreachable' });
    expect((await send('X-1'))[0]?.status).toBe('accepted');
  });

  test('a status with Retry-After, for a time', async () => {
    await world.control('/faults', { wms: { status: 429, retryAfterSeconds: 7, forMs: 300 } });
    await expect(send('X-2')).rejects.toMatchObject({ kind: 'throttled', retryAfterMs: 7000, mayHaveActed: false });
    await pause(320);
    expect((await send('X-2'))[0]?.status).toBe('accepted');
  });

  test('done and never answered, done and answered 500', async () => {
    await world.control('/faults', { wms: { timeoutAfterWork: true, count: 1 } });
    await expect(send('X-3', 150)).rejects.toMatchObject({ kind: 'timeout' });
    await world.control('/faults', { wms: { errorAfterWork: true, status: 502, count: 1 } });
    await expect(send('X-4')).rejects.toMatchObject({ kind: 'server', details: { status: 502 } });
    expect(await orders()).toBe(2);
    await shipped(2);
  });

  test('latency of one partner does not touch the other', async () => {
    await world.control('/faults', { tms: { latencyMs: 60_000 } });
    expect((await send('X-5', 1000))[0]?.status).toBe('accepted');
    await world.control('/faults', { tms: null });
    expect((await world.control('/summary')).body.faults.tms).toBeNull();
  });

  test('callbacks twice, with one message id', async () => {
    await world.control('/faults', { callbacks: { duplicates: 1 } });
    await send('X-6-NOSHIP');
    await until(() => world.api.received.length === 2);
    expect(new Set(world.api.received.map((r) => r.id)).size).toBe(1);
  });

  test('callbacks out of order', async () => {
    await world.control('/faults', { callbacks: { disorder: true } });
    await Promise.all(Array.from({ length: 12 }, (_, i) => send(`X-7-${i}`)));
    await until(() => world.api.received.length === 36);
    const first = world.api.received.findIndex((r) => r.path === '/shipConfirmation');
    const lastAck = world.api.received.findLastIndex((r) => r.path === '/salesOrderAck');
    expect(first).toBeLessThan(lastAck);
  });

  test('no callbacks while they are down', async () => {
    await world.control('/faults', { callbacks: { down: true } });
    await send('X-8');
    await pause(150);
    expect(world.api.received).toHaveLength(0);
    await world.control('/faults', { callbacks: null });
    await shipped();
    expect(story(world)).toEqual(['ack', 'pick_started', 'ship 2+1 complete']);
  });
});
