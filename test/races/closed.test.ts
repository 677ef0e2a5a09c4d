import { randomUUID } from 'node:crypto';
import { openProcesses } from '../life/process';
import { startLife } from '../life/support';
import { openCommander } from './commander';

const temporal = openProcesses();
const commander = openCommander();
afterAll(() => Promise.all([temporal.close(), commander.close()]));

const hold = (code: string) => ({ type: 'hold' as const, code, until: null });

describe('an Update with start that comes to a closed order', () => {
  it('opens its process for a moment, is refused, and changes nothing; so are eight at once', async () => {
    const life = await startLife();
    await life.reaches('SHIPPED');
    const { runId } = await temporal.ended(life);
    const types = await life.types();
    const order = await life.read();
    const first = randomUUID();
    const refused = { refused: 'ORDER_ALREADY_SHIPPED' };
    expect(await commander.command(life, hold('ONE'), first)).toEqual(refused);
    const causes = [first, ...Array.from({ length: 7 }, () => randomUUID())];
    const words = await Promise.all(causes.map((cause, n) => commander.command(life, hold(`H${n}`), cause)));
    expect(words).toEqual(causes.map(() => refused));
    for (const cause of causes) expect(await commander.kept(life, cause)).toEqual(refused);
    const last = await temporal.ended(life);
    expect([last.status.name, last.runId === runId]).toEqual(['COMPLETED', false]);
    expect([await life.types(), await life.read()]).toEqual([types, order]);
    expect((await life.books()).messages).toMatchObject([{ kind: 'drop', received: 1 }]);
  });

  it('is answered without effect where it asks for what is so already', async () => {
    const life = await startLife({ orderDropDate: '2099-01-01' });
    const cancel = { type: 'cancel' as const, reason: 'CLIENT' };
    const cause = randomUUID();
    expect(await commander.command(life, cancel, cause)).toEqual({ done: 'cancelled' });
    expect((await temporal.ended(life)).status.name).toBe('COMPLETED');
    const again = [cause, randomUUID(), randomUUID()].map((one) => commander.command(life, cancel, one));
    const [repeat, ...others] = await Promise.all(again);
    // Temporal may still know the first answer; a new run finds the command's event and has nothing to add.
    expect([{ done: 'cancelled' }, { done: null }]).toContainEqual(repeat);
    expect(others).toEqual([{ done: null }, { done: null }]);
    expect(await life.types()).toEqual(['created', 'cancelled']);
    expect((await temporal.ended(life)).status.name).toBe('COMPLETED');
    expect((await life.books()).order).toBeUndefined();
  });
});
