import type { Command, Envelope } from '../../src/domain/order';
import { orderWorkflowId } from '../../src/messages/ids';
import { connectClient, clientOn } from '../../src/temporal/connect';
import { CommandPending, CommandRefused, TemporalUnavailable, WorkflowMissing } from '../../src/temporal/errors';
import { createGateway } from '../../src/temporal/gateway';
import { openNamespace, type TestNamespace } from './namespace';

let space: TestNamespace;
beforeAll(async () => {
  space = await openNamespace();
}, 60_000);
afterAll(() => space.close());

let counter = 0;
const newKey = () => ({ businessUnitId: 'BU 01/x', orderNumber: `N-${(counter += 1)}` });

const command = (message: Command): Envelope<Command> => ({
  cause: `cmd-${(counter += 1)}`,
  at: '2026-03-02T10:00:00.000Z',
  actor: 'client',
  message,
});
const cancel = () => command({ type: 'cancel', reason: 'CLIENT' });
const hold = () => command({ type: 'hold', code: 'CREDIT', until: null });
const callback = (cause: string) => ({
  cause,
  at: '2026-03-02T10:00:00.000Z',
  actor: 'wms' as const,
  message: { type: 'pick_started' as const },
});

const describe_ = (key: ReturnType<typeof newKey>) =>
  clientOn(space.connection, space.name).workflow.getHandle(orderWorkflowId(key)).describe();

describe('the gateway, with Temporal up', () => {
  it('starts an order once and finds it running after that', async () => {
    const key = newKey();
    const about = { summary: 'BU 01 N', attributes: { OrderStatus: 'CREATED', JobId: null }, priorityKey: 5 };
    expect(await space.gateway.startOrder(key, about)).toBe('started');
    expect(await space.gateway.startOrder(key, about)).toBe('running');
    const { typedSearchAttributes, priority, staticSummary } = await describe_(key).then(async (run) => ({
      ...run,
      staticSummary: await run.staticSummary(),
    }));
    expect(staticSummary).toBe('BU 01 N');
    expect(priority?.priorityKey).toBe(5);
    const attributes = Object.fromEntries(typedSearchAttributes.getAll().map(({ key, value }) => [key.name, value]));
    expect(attributes).toMatchObject({
      BusinessUnitId: 'BU 01/x',
      OrderNumber: key.orderNumber,
      OrderStatus: 'CREATED',
    });
  });

  it('keeps a command pending that no worker takes, and answers its repeat', async () => {
    const key = newKey();
    const sent = hold();
    const before = Date.now();
    await expect(space.gateway.command(key, sent, { deadlineMs: 2500 })).rejects.toBeInstanceOf(CommandPending);
    expect(Date.now() - before).toBeLessThan(3500);
    await space.withWorker(async () => {
      expect(await space.gateway.command(key, sent, { deadlineMs: 10_000 })).toMatchObject({ eventType: 'hold' });
    });
  }, 60_000);

  it('carries commands, callbacks and looks to an order that it starts where needed', async () => {
    await space.withWorker(async () => {
      const { gateway } = space;
      const key = newKey();
      expect(await gateway.command(key, hold(), { deadlineMs: 10_000 })).toEqual({
        sequence: 2,
        status: 'ON_HOLD',
        eventType: 'hold',
      });
      await gateway.deliver(key, callback('m1'));
      await gateway.look(key);
      const startedIn = await gateway.namespaceId();
      expect(await gateway.queryState(key)).toEqual({ key, startedIn, delivered: ['m1'], looks: 1 });

      const refused = gateway.command(key, command({ type: 'release' }), { deadlineMs: 10_000 });
      await expect(refused).rejects.toBeInstanceOf(CommandRefused);
      await expect(refused).rejects.toMatchObject({ code: 'ORDER_RELEASED', detail: 'It is with the warehouse.' });

      const late = newKey();
      await gateway.deliver(late, callback('m2'));
      expect(await gateway.queryState(late)).toMatchObject({ delivered: ['m2'] });
    });
  }, 60_000);

  it('runs a closed order again for a command or a late callback', async () => {
    await space.withWorker(async () => {
      const key = newKey();
      await space.gateway.command(key, cancel(), { deadlineMs: 10_000 });
      expect(await space.gateway.command(key, hold(), { deadlineMs: 10_000 })).toMatchObject({ status: 'ON_HOLD' });
      await space.gateway.command(key, cancel(), { deadlineMs: 10_000 });
      await space.gateway.deliver(key, callback('late'));
      expect(await space.gateway.queryState(key)).toMatchObject({ delivered: ['late'] });
    });
  }, 60_000);

  it('says that a workflow is missing', async () => {
    await expect(space.gateway.queryState(newKey())).rejects.toBeInstanceOf(WorkflowMissing);
  });

  it('knows the id of its namespace', async () => {
    const id = await space.gateway.namespaceId();
    expect(id).toMatch(/^[0-9a-f-]{36}$/);
    expect(await space.gateway.namespaceId({ fresh: true })).toBe(id);
    expect(await space.gateway.ready()).toBe(true);
  });

  it('registers search attributes again without harm', async () => {
    await space.gateway.ensureSearchAttributes();
    await space.gateway.ensureSearchAttributes();
  });

  it('takes a namespace that does not exist for a Temporal that is not there', async () => {
    const nowhere = createGateway({
      client: clientOn(space.connection, 'nowhere'),
      namespace: 'nowhere',
      eager: false,
    });
    await expect(nowhere.startOrder(newKey())).rejects.toBeInstanceOf(TemporalUnavailable);
    await expect(nowhere.namespaceId()).rejects.toBeInstanceOf(TemporalUnavailable);
  });
});

describe('the gateway, with Temporal down', () => {
  const { connection, client, namespace } = connectClient({ temporalAddress: '127.0.0.1:9' });
  const gateway = createGateway({ client, namespace, eager: false });
  afterAll(() => connection.close());

  it.each([
    ['a start', () => gateway.startOrder(newKey())],
    ['a callback', () => gateway.deliver(newKey(), callback('x'))],
    ['a look', () => gateway.look(newKey())],
    ['a command', () => gateway.command(newKey(), cancel(), { deadlineMs: 10_000 })],
    ['a query', () => gateway.queryState(newKey())],
    ['the namespace id', () => gateway.namespaceId()],
    ['the search attributes', () => gateway.ensureSearchAttributes()],
  ])('says so soon for %s', async (_what, call) => {
    const before = Date.now();
    await expect(call()).rejects.toBeInstanceOf(TemporalUnavailable);
    expect(Date.now() - before).toBeLessThan(4000);
  });

  it('is not ready', async () => {
    expect(await gateway.ready(500)).toBe(false);
  });
});
