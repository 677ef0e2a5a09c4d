import { openDatabase } from '../../src/store/database';
import { findOrders, listShipments } from '../../src/store/orders/read';
import type { AnyJson } from '../harness/client';
import { client, demo, openCodes, startLife, type Life } from '../life/support';
import { onTheList } from './parties';

/** Every version of the order's shipments, as the record keeps them. */
async function versionsOf({ unit: businessUnitId, number: orderNumber }: Life) {
  const db = openDatabase(demo.databaseUrl, 1);
  try {
    const [row] = await findOrders(db, [{ businessUnitId, orderNumber }]);
    return await listShipments(db, row?.orderId ?? 0, 'all');
  } finally {
    await db.close();
  }
}

describe('a confirmed shipment that was wrong', () => {
  it('case 30: a wrong shipment is corrected with a reason; the old version is kept, and its report stays a repeat', async () => {
    const life = await startLife({}, { suffix: '-OVERSHIP' });
    await life.reaches('SHIPPED');
    const [{ version: _1, recordedAt: _2, ...shipment }] = (await life.shipments()) as [AnyJson];
    const [container] = shipment.containers;
    const right = { ...shipment, containers: [{ ...container, lines: [{ ...container.lines[0], quantity: 2 }] }] };
    const path = `${life.path}/shipments/${shipment.shipmentId}/correction`;
    expect((await client.post(path, { shipment: right })).status).toBe(400);
    const { status, body } = await client.post(path, { reason: 'counted again', shipment: right });
    expect([status, body.data.status, openCodes(body.data)]).toEqual([200, 'SHIPPED', []]);
    expect(body.data.orderLines).toMatchObject([{ quantityShipped: 2, quantityOverShipped: 0 }]);
    expect(await life.shipments()).toMatchObject([{ version: 2, containers: [{ lines: [{ quantity: 2 }] }] }]);
    expect(await versionsOf(life)).toMatchObject([
      { version: 1, current: false, document: { containers: [{ lines: [{ quantity: 3 }] }] } },
      { version: 2, current: true, document: { containers: [{ lines: [{ quantity: 2 }] }] } },
    ]);
    expect(await life.event('shipment_corrected')).toMatchObject({
      actor: 'client',
      note: 'counted again',
      data: { shipmentId: shipment.shipmentId, version: 2 },
    });
    const [repeat] = await life.deed('ship', { shipmentId: shipment.shipmentId, lines: [], orderComplete: false });
    expect(repeat?.status).toBe(200);
    // Whatever comes after it has been decided after it.
    await client.post(`/exceptions/${body.data.exceptions[0].id}/resolve`, { note: 'seen' });
    expect((await life.read()).orderLines).toMatchObject([{ quantityShipped: 2 }]);
    expect(await onTheList(life)).toEqual([]);
  });
});
