import { fromAcknowledgement, fromShipConfirmation, toShipmentFact } from '../../src/contract/umg/toCallbacks';
import { ShipConfirmation } from '../../src/contract/umg/confirmations';
import { Shipment } from '../../src/contract/umg/shipment';

const carton = (containerId: string, quantity: number, trackingNumber?: string) => ({
  containerId,
  trackingNumber,
  lines: [{ customerLineNumber: '1', skuId: 'LP-0077', quantity }],
});

describe('a shipment', () => {
  it('adds up a line over its containers', () => {
    const shipment = Shipment.parse({ shipmentId: 'S-1', containers: [carton('A', 2), carton('B', 3, '1Z9')] });
    expect(toShipmentFact(shipment)).toMatchObject({
      shipmentId: 'S-1',
      trackingNumber: '1Z9',
      lines: [{ lineNumber: '1', skuId: 'LP-0077', quantity: 5 }],
    });
  });
});

describe('a ship confirmation', () => {
  it('becomes one message, with the documents beside it', () => {
    const shipment = { shipmentId: 'S-1', containers: [carton('A', 2)], consignee: 'Ada Byrne' };
    const callback = fromShipConfirmation(
      ShipConfirmation.parse({
        businessUnitId: 'B',
        customerOrderNumber: 'N',
        orderComplete: true,
        shipments: [shipment],
      }),
    );
    expect(callback.message).toMatchObject({ type: 'shipment_confirmed', orderComplete: true, expected: [] });
    expect(JSON.stringify(callback.message)).not.toContain('Ada');
    expect(callback.documents).toHaveLength(1);
  });
});

describe('an acknowledgement', () => {
  const failedOrders = [
    { customerOrderNumber: 'B', message: 'SKU unknown', lines: [{ customerLineNumber: '2', message: 'no such item' }] },
  ];

  it('rejects the listed orders and acknowledges the rest of a completed job', () => {
    const callbacks = fromAcknowledgement({ jobId: 'J', status: 'COMPLETED', failedOrders }, ['A', 'B']);
    expect(callbacks).toEqual([
      expect.objectContaining({
        orderNumber: 'B',
        message: { type: 'rejected', jobId: 'J', lines: ['2'] },
        note: 'SKU unknown; 2: no such item',
      }),
      expect.objectContaining({ orderNumber: 'A', message: { type: 'acknowledged', jobId: 'J' } }),
    ]);
  });

  it('leaves the others alone while the job still runs', () => {
    const callbacks = fromAcknowledgement({ jobId: 'J', status: 'PROCESSING', failedOrders }, ['A', 'B']);
    expect(callbacks.map(({ orderNumber }) => orderNumber)).toEqual(['B']);
  });
});
