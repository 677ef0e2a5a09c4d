import type { Callback } from '../../src/domain/order';
import { acceptOrders } from '../../src/intake/acceptOrders';
import { applyPending } from '../../src/intake/page';
import { discardMessage, listParked, retryMessage } from '../../src/intake/parked';
import { receiveCallbacks } from '../../src/intake/receive';
import { createInboxSweep } from '../../src/intake/sweepInbox';
import type { IncomingCallback } from '../../src/intake/types';
import { listShipments } from '../../src/store/orders/history';
import { findOrders } from '../../src/store/orders/read';
import { keyOf, openWorld, ORG, request, SCOPE, type World } from './world';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const shipped = (shipmentId: string, quantity = 2): Callback => ({
  type: 'shipment_confirmed',
  shipments: [
    {
      shipmentId,
      digest: `digest of ${shipmentId}`,
      carrierCode: 'UPS',
      trackingNumber: '1Z1',
      lines: [{ lineNumber: '10', skuId: 'LP-0077', quantity }],
    },
  ],
  orderComplete: true,
  expected: [],
});

const message = (
  orderNumber: string,
  messageId: string,
  members: Partial<IncomingCallback> = {},
): IncomingCallback => ({
  messageId,
  digest: `digest of ${messageId}`,
  orgId: ORG,
  key: keyOf(orderNumber),
  callback: shipped(`SHP-${orderNumber}`),
  actor: 'wms',
  documents: [{ shipmentId: `SHP-${orderNumber}`, trackingNumber: '1Z1' }],
  body: {},
  ...members,
});

const receive = (...messages: IncomingCallback[]) => receiveCallbacks(world, { source: 'wms-1', messages });
const order = async (orderNumber: string) => (await findOrders(world.db, [keyOf(orderNumber)]))[0]!;

/** Starter and sweeper aside: what a sweep does for orders that have no workflow. */
const sweep = async () => {
  await world.db.pool.query(`update inbox set received_at = received_at - interval '1 minute' where state = 'pending'`);
  await createInboxSweep(world)('ns');
};

describe('receiving callbacks', () => {
  it('applies a message to an order whose workflow has not started, without Temporal', async () => {
    await acceptOrders(world, [request('C-1')]);
    expect(await receive(message('C-1', 'm1'))).toEqual([
      { messageId: 'm1', outcome: 'accepted', inboxId: 'wms-1:m1' },
    ]);
    await world.courier.drain(10_000);
    const row = await order('C-1');
    expect(row.status).toBe('SHIPPED');
    expect(await listShipments(world.db, row.orderId)).toMatchObject([{ shipmentId: 'SHP-C-1', version: 1 }]);
  });

  it('parks a message for an unknown order and applies it when the order comes', async () => {
    expect(await receive(message('C-2', 'm2'))).toMatchObject([{ outcome: 'parked' }]);
    expect(await receive(message('C-2', 'm2'))).toMatchObject([{ outcome: 'parked' }]);
    expect((await listParked(world.db, SCOPE, { limit: 10 })).rows.map(({ id }) => id)).toEqual(['wms-1:m2']);

    await acceptOrders(world, [request('C-2')]);
    expect((await listParked(world.db, SCOPE, { limit: 10 })).rows).toEqual([]);
    await sweep();
    expect((await order('C-2')).status).toBe('SHIPPED');
  });

  it('applies a message once that comes twice', async () => {
    await acceptOrders(world, [request('C-3')]);
    await receive(
      message('C-3', 'm3', { callback: shipped('S', 1) }),
      message('C-3', 'm3', { callback: shipped('S', 1) }),
    );
    await world.courier.drain(10_000);
    const { sequence } = await order('C-3');
    expect(await receive(message('C-3', 'm3'))).toMatchObject([{ outcome: 'repeat' }]);
    await world.courier.drain(10_000);
    const row = await order('C-3');
    expect(row.sequence).toBe(sequence);
    expect(row.state.lines[0]?.shipped).toBe(1);
  });

  it('reports a message id that comes again with other content', async () => {
    await acceptOrders(world, [request('C-4')]);
    await receive(message('C-4', 'm4'));
    expect(await receive(message('C-4', 'm4', { digest: 'other' }))).toMatchObject([{ outcome: 'conflict' }]);
  });

  it('adopts a message that was parked at the very moment its order was committed', async () => {
    await acceptOrders(world, [request('C-5')]);
    await receiveCallbacks(
      { db: world.db, courier: { carry: () => undefined } },
      { source: 'wms-1', messages: [message('C-5', 'm5')] },
    );
    await world.db.pool.query(`update inbox set state = 'parked', parked_reason = 'race' where id = 'wms-1:m5'`);
    await createInboxSweep(world)('ns');
    await sweep();
    expect((await order('C-5')).status).toBe('SHIPPED');
  });

  it('keeps a message of another organization apart from the order that it names', async () => {
    await acceptOrders(world, [request('C-10')]);
    expect(await receive(message('C-10', 'm10', { orgId: 'ORG2' }))).toMatchObject([{ outcome: 'parked' }]);
    await sweep();
    expect((await order('C-10')).sequence).toBe(1);
    expect(await receive(message('C-10', 'm11'))).toMatchObject([{ outcome: 'accepted' }]);
  });

  it('keeps a message that does not tell its order', async () => {
    const [kept] = await receive(message('-', 'm6', { key: null, callback: null }));
    expect(kept?.outcome).toBe('parked');
    expect(await retryMessage(world, SCOPE, 'wms-1:m6')).toBe('parked');
  });

  it('lets a person retry or discard what is parked', async () => {
    await receive(message('C-7', 'm7'), message('C-8', 'm8'));
    expect(await retryMessage(world, SCOPE, 'wms-1:m7')).toBe('parked');
    expect(await discardMessage(world, SCOPE, 'wms-1:m8', 'not ours')).toBe(true);
    expect(await discardMessage(world, SCOPE, 'wms-1:m8', 'not ours')).toBe(false);
    expect(await retryMessage(world, SCOPE, 'wms-1:m8')).toBe('unknown');
    expect(await retryMessage(world, { ...SCOPE, orgId: 'OTHER' }, 'wms-1:m7')).toBe('unknown');
  });

  it('leaves an order alone that another page holds', async () => {
    await acceptOrders(world, [request('C-9')]);
    await world.db.pool.query(
      `update orders set leased_until = now() + interval '1 minute' where order_number = 'C-9'`,
    );
    const report = await applyPending(world, [keyOf('C-9')]);
    expect(report).toEqual({ applied: 0, passed: [keyOf('C-9')] });
  });
});
