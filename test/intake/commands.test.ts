import { randomUUID } from 'node:crypto';
import type { Command } from '../../src/domain/order';
import { acceptOrders } from '../../src/intake/acceptOrders';
import { runCommand } from '../../src/intake/commands';
import { awaitOutcome } from '../../src/intake/outcome';
import { receiveCallbacks } from '../../src/intake/receive';
import { findNotes } from '../../src/store/notes';
import { findOrders } from '../../src/store/orders/read';
import { TemporalUnavailable } from '../../src/temporal/errors';
import { keyOf, openWorld, ORG, request, type World } from './world';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const order = async (orderNumber: string) => (await findOrders(world.db, [keyOf(orderNumber)]))[0]!;

const run = async (orderNumber: string, command: Command, commandId: string = randomUUID(), ifSequence?: number) =>
  runCommand({ ...world, commandDeadlineMs: 2000 }, await order(orderNumber), command, {
    commandId,
    actor: 'client',
    ifSequence,
    note: 'please',
  });

/** An order that has left: the one way to close an order without its workflow. */
async function shippedOrder(orderNumber: string): Promise<void> {
  await acceptOrders(world, [request(orderNumber)]);
  const lines = [{ lineNumber: '10', skuId: 'LP-0077', quantity: 2 }];
  const shipment = { shipmentId: `S-${orderNumber}`, digest: 'd', carrierCode: null, trackingNumber: null, lines };
  await receiveCallbacks(world, {
    source: 'wms-1',
    messages: [
      {
        messageId: `ship-${orderNumber}`,
        digest: 'd',
        orgId: ORG,
        key: keyOf(orderNumber),
        callback: { type: 'shipment_confirmed', shipments: [shipment], orderComplete: true, expected: [] },
        actor: 'wms',
        body: {},
      },
    ],
  });
  const closed = await awaitOutcome(world.db, keyOf(orderNumber), ({ closedAt }) => closedAt !== null, 10_000);
  expect(closed?.status).toBe('SHIPPED');
}

const cancel: Command = { type: 'cancel', reason: 'CLIENT' };

describe('commands', () => {
  it('says quickly that Temporal is down, and keeps the note for the repeat', async () => {
    await acceptOrders(world, [request('K-1')]);
    const before = Date.now();
    await expect(run('K-1', cancel, 'cmd-1')).rejects.toBeInstanceOf(TemporalUnavailable);
    expect(Date.now() - before).toBeLessThan(4000);
    const { orderId } = await order('K-1');
    expect((await findNotes(world.db, [{ orderId, causes: ['cmd-1'] }]))(orderId)).toEqual(
      new Map([['cmd-1', 'please']]),
    );
  });

  it('refuses a command on a shipped order from the database alone, each time the same', async () => {
    await shippedOrder('K-2');
    await expect(run('K-2', cancel, 'cmd-2')).rejects.toMatchObject({ code: 'ORDER_ALREADY_SHIPPED' });
    await expect(run('K-2', cancel, 'cmd-2')).rejects.toMatchObject({ code: 'ORDER_ALREADY_SHIPPED' });
    await expect(run('K-2', { type: 'hold', code: 'CREDIT', until: null })).rejects.toMatchObject({
      name: 'CommandRefused',
    });
    expect((await order('K-2')).sequence).toBeGreaterThan(1);
  });

  it('passes what still changes a closed order on to its workflow', async () => {
    await shippedOrder('K-3');
    const shipment = { ...(await order('K-3')).state.shipments[0]!, digest: 'corrected' };
    await expect(run('K-3', { type: 'correct_shipment', shipment })).rejects.toBeInstanceOf(TemporalUnavailable);
  });

  it('gives up watching an order when the time is up', async () => {
    await acceptOrders(world, [request('K-4')]);
    expect(await awaitOutcome(world.db, keyOf('K-4'), ({ status }) => status === 'RELEASED', 100)).toBeNull();
  });
});
