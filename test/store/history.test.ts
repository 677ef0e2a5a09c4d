import { storeMessages } from '../../src/store/inbox';
import { saveNotes } from '../../src/store/notes';
import { commitDecisions } from '../../src/store/orders/commit';
import { findByTracking, listEvents, listShipments } from '../../src/store/orders/read';
import { callback, claim, eventOn, openTestDatabase, SCOPE, seedOrders } from './support/fixtures';

const shipment = (shipmentId: string, trackingNumber: string) => ({
  shipmentId,
  trackingNumber: `M-${trackingNumber}`,
  shipTo: { name: 'Ada Byrne' },
  containers: [
    { containerId: 'C1', trackingNumber, lines: [{ skuId: 'LP-0077', quantity: 2 }] },
    { containerId: 'C2' },
  ],
});

describe('what happened to an order', () => {
  let opened: Awaited<ReturnType<typeof openTestDatabase>>;
  beforeAll(async () => {
    opened = await openTestDatabase();
  });
  afterAll(() => opened.close());

  const apply = async (
    orderNumber: string,
    cause: string,
    type: 'shipped' | 'shipment_corrected',
    shipmentIds: string[],
  ) => {
    const order = await claim(opened.db, orderNumber);
    const [result] = await commitDecisions(opened.db, [eventOn(order, cause, { type, data: { shipmentIds } })]);
    expect(result?.outcome).toBe('ok');
    return order.orderId;
  };

  test('events are paged by sequence, oldest first', async () => {
    const { inserted } = await seedOrders(opened.db, ['EVENTS-1']);
    const orderId = inserted[0]?.orderId ?? 0;
    for (const cause of ['a', 'b', 'c', 'd'])
      await commitDecisions(opened.db, [eventOn(await claim(opened.db, 'EVENTS-1'), cause)]);
    const first = await listEvents(opened.db, orderId, { limit: 3 });
    const second = await listEvents(opened.db, orderId, { limit: 3, after: first.next ?? 0 });
    expect([first, second].map(({ rows }) => rows.map(({ cause }) => cause))).toEqual([
      ['create/EVENTS-1', 'a', 'b'],
      ['c', 'd'],
    ]);
    expect([first.next, second.next]).toEqual([3, null]);
  });

  test('shipments are recorded from the message that brought them, with their containers', async () => {
    await seedOrders(opened.db, ['SHIP-1']);
    const documents = [shipment('S-1', 'T-1'), shipment('S-2', 'T-2'), shipment('S-3', 'T-3')];
    await storeMessages(opened.db, [callback('SHIP-1', 'ship', { documents })]);
    const orderId = await apply('SHIP-1', 'wms-1:ship', 'shipped', ['S-1', 'S-2']);
    expect(await listShipments(opened.db, orderId)).toMatchObject([
      { shipmentId: 'S-1', version: 1, document: documents[0], current: true },
      { shipmentId: 'S-2', version: 1, document: documents[1] },
    ]);
    const found = [{ orderId, orderNumber: 'SHIP-1', shipmentId: 'S-2' }];
    expect(await findByTracking(opened.db, SCOPE, 'T-2')).toMatchObject(found);
    expect(await findByTracking(opened.db, SCOPE, 'M-T-2')).toMatchObject(found);
    expect(await findByTracking(opened.db, { orgId: 'ORG2', businessUnitIds: null }, 'T-2')).toEqual([]);
    expect(await findByTracking(opened.db, SCOPE, 'T-3')).toEqual([]);
  });

  test('a correction is a new version from the command, and the old one is kept', async () => {
    await seedOrders(opened.db, ['SHIP-2']);
    await storeMessages(opened.db, [callback('SHIP-2', 'ship2', { documents: [shipment('S-1', 'T-21')] })]);
    const orderId = await apply('SHIP-2', 'wms-1:ship2', 'shipped', ['S-1']);
    await saveNotes(opened.db, [{ orderId, cause: 'cmd/1', note: 'Miscounted.', document: shipment('S-1', 'T-22') }]);
    await apply('SHIP-2', 'cmd/1', 'shipment_corrected', ['S-1']);
    expect(await listShipments(opened.db, orderId)).toMatchObject([{ version: 2, document: shipment('S-1', 'T-22') }]);
    expect(await listShipments(opened.db, orderId, 'all')).toMatchObject([
      { version: 1, document: shipment('S-1', 'T-21'), current: false },
      { version: 2, current: true },
    ]);
    expect(await findByTracking(opened.db, SCOPE, 'T-21')).toEqual([]);
  });

  test('a shipment whose document is not there is still recorded: the goods have left', async () => {
    await seedOrders(opened.db, ['SHIP-3']);
    const orderId = await apply('SHIP-3', 'no document', 'shipped', ['S-9']);
    expect(await listShipments(opened.db, orderId)).toMatchObject([
      { shipmentId: 'S-9', document: { shipmentId: 'S-9' } },
    ]);
  });

  test('a stale or repeated commit records no shipment', async () => {
    await seedOrders(opened.db, ['SHIP-4']);
    const order = await claim(opened.db, 'SHIP-4');
    const item = eventOn(order, 'a', { type: 'shipped', data: { shipmentIds: ['S-1'] } });
    const stale = eventOn(order, 'b', { type: 'shipped', data: { shipmentIds: ['S-2'] } });
    for (const next of [item, item, stale]) await commitDecisions(opened.db, [next]);
    expect(await listShipments(opened.db, order.orderId, 'all')).toHaveLength(1);
  });
});
