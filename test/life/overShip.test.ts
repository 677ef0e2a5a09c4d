import { setTimeout as delay } from 'node:timers/promises';
import { ownUnit } from './ownUnit';
import { client, openCodes, startLife } from './support';

describe('an order of which more left than was ordered', () => {
  it('is shipped with what is over, and a person is told', async () => {
    const life = await startLife({}, { suffix: '-OVERSHIP' });
    const shipped = await life.reaches('SHIPPED');
    expect(shipped.orderLines).toMatchObject([{ quantity: 2, quantityShipped: 3, quantityOverShipped: 1 }]);
    expect(shipped.exceptions).toMatchObject([{ code: 'OVER_SHIPPED', lines: ['1'], resolvedAt: null }]);
  });

  it('raises nothing within the tolerance of its unit', async () => {
    const unit = await ownUnit({ settings: { overShipTolerance: 1 } });
    const shipped = await (await startLife({}, { unit, suffix: '-OVERSHIP' })).reaches('SHIPPED');
    expect([shipped.exceptions, shipped.orderLines[0].quantityOverShipped]).toEqual([[], 1]);
  });

  it('is put right by a correction; the first report stays a repeat in whatever confirmation it comes', async () => {
    const life = await startLife({}, { suffix: '-OVERSHIP' });
    await life.reaches('SHIPPED');
    const [{ version: _1, recordedAt: _2, ...shipment }] = await life.shipments();
    const [container] = shipment.containers;
    const containers = [{ ...container, lines: [{ ...container.lines[0], quantity: 2 }] }];
    const correction = { reason: 'counted again', shipment: { ...shipment, containers } };
    const { body } = await client.post(`${life.path}/shipments/${shipment.shipmentId}/correction`, correction);
    expect(body.data).toMatchObject({
      status: 'SHIPPED',
      orderLines: [{ quantityShipped: 2, quantityOverShipped: 0 }],
    });
    expect(openCodes(body.data)).toEqual([]);
    expect(await life.shipments()).toMatchObject([{ version: 2, containers: [{ lines: [{ quantity: 2 }] }] }]);
    expect(await life.event('shipment_corrected')).toMatchObject({ note: 'counted again', data: { version: 2 } });
    const [repeat] = await life.deed('ship', { shipmentId: shipment.shipmentId, lines: [], orderComplete: false });
    expect(repeat.status).toBe(200);
    await delay(500);
    const { orderLines, exceptions } = await life.read();
    expect(orderLines).toMatchObject([{ quantityShipped: 2 }]);
    expect(exceptions.map(({ code }: { code: string }) => code)).toEqual(['OVER_SHIPPED']);
  });
});
