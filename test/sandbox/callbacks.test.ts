import { cpSync, mkdtempSync, readFileSync, rmSync, statSync, appendFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { LIMIT, drop, pause, startWorld, story, until } from './world';
import type { TestWorld } from './world';

describe('callbacks of the sandbox', () => {
  let world: TestWorld;
  const directory = mkdtempSync(path.join(tmpdir(), 'sandbox-'));
  const send = (number: string) => world.partners.wms.drop(world.connection('wms'), [drop(number)], LIMIT);
  beforeEach(async () => void (world = await startWorld({ stateDir: path.join(directory, 'books') })));
  afterEach(async () => {
    await world.stop();
    rmSync(path.join(directory, 'books'), { recursive: true, force: true });
  });
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  const whole = ['ack', 'pick_started', 'ship 2+1 complete'];

  test('are repeated until the API is there, in their order and under their message ids', async () => {
    world.api.answer = () => null;
    await send('C-1');
    await until(() => world.api.received.length >= 2);
    const tried = world.api.received[0]?.id;
    world.api.received.length = 0;
    world.api.answer = () => ({ status: 200 });
    await until(() => world.api.received.length === 3);
    expect(story(world)).toEqual(whole);
    expect(world.api.received[0]?.id).toBe(tried);
  });

  test('a 404 with Retry-After is offered again without keeping the others back, one without is final', async () => {
    world.api.answer = (r) => (r.path === '/salesOrderAck' ? { status: 404, retryAfter: 1 } : { status: 200 });
    await send('C-2');
    await until(() => world.api.on('/shipConfirmation').length === 1);
    expect(world.api.on('/salesOrderAck')).toHaveLength(1);
    await until(() => world.api.on('/salesOrderAck').length === 2);
    world.api.answer = () => ({ status: 404 });
    await send('C-3');
    const [sent] = await until(async () => {
      const { callbacks } = (await world.control('/orders/BU01/C-3')).body;
      return callbacks.sent.length === 3 && callbacks.sent;
    });
    expect(sent).toMatchObject({ state: 'given_up', lastStatus: 404, tries: 1 });
  });

  test('a conflict is final: the fact is stored over there', async () => {
    world.api.answer = () => ({ status: 409 });
    await send('C-4-NOSHIP');
    await pause(400);
    expect(world.api.received).toHaveLength(1);
  });

  test('books, plans and unsent callbacks survive a kill', async () => {
    await world.control('/profile', { shipMs: 600 });
    world.api.answer = () => ({ status: 500 });
    await send('C-5');
    await until(() => world.api.received.length >= 1);
    // the file as a killed process leaves it, its last line cut off
    const copy = path.join(directory, 'copy');
    cpSync(path.join(directory, 'books'), copy, { recursive: true });
    appendFileSync(path.join(copy, 'books.jsonl'), '[["orders","BU01/C-');
    await world.restart(copy);
    world.api.received.length = 0;
    world.api.answer = () => ({ status: 200 });
    await until(() => world.api.received.length === 3);
    expect(story(world)).toEqual(whole);
    expect((await send('C-5'))[0]?.status).toBe('duplicate');
    const file = path.join(copy, 'books.jsonl');
    expect(statSync(file).mode & 0o077).toBe(0);
    expect(readFileSync(file, 'utf8')).not.toContain('[["orders","BU01/C-\n');
  });

  test('a reset forgets orders and keeps connections', async () => {
    await send('C-6-NOSHIP');
    await world.control('/reset', {});
    const { counts, connections } = (await world.control('/summary')).body;
    expect(counts).toMatchObject({ orders: 0, pendingCallbacks: 0 });
    expect(connections).toHaveLength(2);
    expect((await send('C-6-NOSHIP'))[0]?.status).toBe('accepted');
  });
});
