import { ShipConfirmation, Acknowledgement } from '../../src/contract/umg/confirmations';
import { wmsEventsRequest } from '../../src/contract/partner';
import { checkDigit } from '../../sandbox/gs1';
import { LIMIT, drop, pause, startWorld, story, until } from './world';
import type { TestWorld } from './world';

describe('the sandbox warehouse', () => {
  let world: TestWorld;
  beforeAll(async () => void (world = await startWorld()));
  afterAll(() => world.stop());
  beforeEach(() => void (world.api.received.length = 0));

  const send = (number: string, attempt = 1) =>
    world.partners.wms.drop(world.connection('wms'), [drop(number, attempt)], LIMIT);
  const told = (count: number) => until(() => world.api.received.length >= count && story(world));

  test('acknowledges, picks and ships an order by itself, every callback signed and to the contract', async () => {
    expect(await send('W-1')).toEqual([{ messageId: 'SO-W-1/release/1', status: 'accepted' }]);
    expect(await told(3)).toEqual(['ack', 'pick_started', 'ship 2+1 complete']);
    expect(world.api.received.every((r) => r.verified && r.headers['waybill-connection'] === 'wms-1')).toBe(true);
    const [ack, pick, ship] = world.api.received;
    expect(Acknowledgement.parse(ack?.body.data).jobId).toBe('J1-W-1');
    wmsEventsRequest.parse(pick?.body);
    const { shipments } = ShipConfirmation.parse(ship?.body.data);
    const { containerId } = shipments[0]?.containers[0] ?? { containerId: '' };
    expect(containerId).toMatch(/^\d{18}$/);
    expect(checkDigit(containerId.slice(0, 17))).toBe(Number(containerId[17]));
  });

  test('within two seconds at its ordinary pace', async () => {
    const ordinary = await startWorld({ fast: false });
    await ordinary.partners.wms.drop(ordinary.connection('wms'), [drop('W-PACE')], LIMIT);
    await until(() => ordinary.api.on('/shipConfirmation').length === 1, 2000);
    await ordinary.stop();
  });

  test('does a drop once, however often its message comes, and counts it', async () => {
    await send('W-2');
    expect(await send('W-2')).toEqual([{ messageId: 'SO-W-2/release/1', status: 'duplicate' }]);
    await told(3);
    expect((await send('W-2'))[0]?.status).toBe('duplicate');
    await pause(80);
    expect(world.api.received).toHaveLength(3);
    const { body } = await world.control('/orders/BU01/W-2');
    expect(body.wms.messages).toMatchObject([{ messageId: 'SO-W-2/release/1', received: 3 }]);
    expect(body.wms.orders).toMatchObject([{ status: 'shipped', shipTo: { city: 'Leeds' } }]);
  });

  test('refuses an attempt while another one is alive, and one that is past', async () => {
    await send('W-3-NOSHIP', 2);
    expect((await send('W-3-NOSHIP', 3))[0]).toMatchObject({ status: 'refused', code: 'ORDER_EXISTS' });
    expect((await send('W-3-NOSHIP', 1))[0]).toMatchObject({ status: 'refused', code: 'STALE_ATTEMPT' });
    expect((await send('W-3-NOSHIP', 1))[0]).toMatchObject({ status: 'refused', code: 'STALE_ATTEMPT' });
    await told(1);
  });

  test('acknowledges orders of one job together and goes on listing the rejected one', async () => {
    const job = { jobId: 'B-7781' };
    const orders = [drop('W-4', 1, job), drop('W-5-ACKREJECT', 1, job), drop('W-6', 1, job)];
    await world.partners.wms.drop(world.connection('wms'), orders, LIMIT);
    const acks = () => world.api.on('/salesOrderAck');
    await until(() => acks().length === 1);
    expect(acks()[0]?.body.data.failedOrders).toMatchObject([{ customerOrderNumber: 'W-5-ACKREJECT' }]);
    await world.partners.wms.drop(world.connection('wms'), [drop('W-7', 1, job)], LIMIT);
    await until(() => acks().length === 2);
    expect(acks()[1]?.body.data.failedOrders).toHaveLength(1);
    await told(8);
  });

  test('answers inquiries from its books', async () => {
    await send('W-8-NOSHIP');
    await told(1);
    const keys = ['W-8-NOSHIP', 'W-NEVER'].map((orderNumber) => ({ businessUnitId: 'BU01', orderNumber }));
    expect(await world.partners.wms.inquire(world.connection('wms'), keys, LIMIT)).toMatchObject([
      { known: true, attempt: 1, status: 'acknowledged' },
      { known: false, attempt: 0, status: null },
    ]);
  });

  test.each([
    ['W-A-ACKREJECT', ['reject']],
    ['W-B-NOACK', []],
    ['W-C-REJECTTHENSHIP', ['reject', 'ship 2+1 complete']],
    ['W-D-NOSHIP', ['ack']],
    ['W-E-PICKONLY', ['ack', 'pick_started']],
    ['W-F-NOPICK', ['ack', 'ship 2+1 complete']],
    ['W-G-SHORT', ['ack', 'pick_started', 'short_pick', 'ship 2 complete']],
    ['W-H-OVERSHIP', ['ack', 'pick_started', 'ship 3+1 complete']],
    ['W-I-DUPSHIP', ['ack', 'pick_started', 'ship 2+1 complete', 'ship 2+1 complete']],
    ['W-J-CONFLICT', ['ack', 'pick_started', 'ship 2+1 complete', 'ship 3+1 complete']],
    ['W-K-PARTS', ['ack', 'pick_started', 'ship 1 complete', 'ship 1', 'ship 1']],
    ['W-L-SHIPFIRST', ['ship 2+1 complete', 'ack']],
    ['W-M-TRACK', ['ack', 'pick_started', 'ship 2+1 complete', 'picked_up', 'in_transit', 'delivered']],
    ['W-N-TRACKMIXED', ['ack', 'pick_started', 'ship 2+1 complete', 'delivered', 'in_transit', 'picked_up']],
    ['W-O-SHORT-B1', ['ack', 'pick_started', 'ship 2+1 complete']],
  ])('%s: %j', async (number, expected) => {
    await send(number);
    if (expected.length) await told(expected.length);
    await pause(expected.length ? 60 : 200);
    expect(story(world)).toEqual(expected);
  });

  test('DUPSHIP repeats the content under another message, CONFLICT changes it under the same shipment id', async () => {
    await send('W-P-DUPSHIP');
    await until(() => world.api.on('/shipConfirmation').length === 2);
    const [first, second] = world.api.on('/shipConfirmation');
    expect(second?.body).toEqual(first?.body);
    expect(second?.id).not.toBe(first?.id);
    world.api.received.length = 0;
    await send('W-Q-CONFLICT');
    await until(() => world.api.on('/shipConfirmation').length === 2);
    const [one, other] = world.api.on('/shipConfirmation').map((r) => r.body.data.shipments[0]);
    expect(other.shipmentId).toBe(one.shipmentId);
    expect(other).not.toEqual(one);
  });

  test('PARTS names all shipments, so that the late ones are waited for', async () => {
    await send('W-R-PARTS');
    await until(() => world.api.on('/shipConfirmation').length === 3);
    const [last, ...earlier] = world.api.on('/shipConfirmation').map((r) => r.body.data);
    const ids = earlier.map((d) => d.shipments[0].shipmentId);
    expect(last.expectedShipmentIds).toEqual([...ids, last.shipments[0].shipmentId]);
  });

  test.each(['ACKREJECT', 'NOACK', 'DROPREFUSE'])('%s spoils the first attempt only', async (suffix) => {
    const number = `W-S-${suffix}`;
    const [first] = await send(number);
    expect(first?.status).toBe(suffix === 'DROPREFUSE' ? 'refused' : 'accepted');
    if (suffix === 'NOACK') await world.control(`/orders/BU01/${number}/reject`, {});
    if (suffix !== 'DROPREFUSE') await told(1);
    world.api.received.length = 0;
    expect((await send(number, 2))[0]?.status).toBe('accepted');
    expect(await told(3)).toEqual(['ack', 'pick_started', 'ship 2+1 complete']);
  });
});
