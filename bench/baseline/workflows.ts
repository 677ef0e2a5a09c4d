import { condition, defineSignal, proxyActivities, setHandler } from '@temporalio/workflow';
import type { Activities } from './activities';
import type { OrderDocument, ShipmentDocument } from './types';

export const acknowledgedSignal = defineSignal('acknowledged');
export const shippedSignal = defineSignal<[ShipmentDocument]>('shipped');

const { insertOrder, dropAtWarehouse, commitRelease, commitShipment } = proxyActivities<Activities>({
  startToCloseTimeout: '10s',
  retry: { initialInterval: '500ms', maximumInterval: '10s' },
});

/** One order as a textbook workflow: four ordinary activities and two signals. */
export async function fulfilOrder(order: OrderDocument): Promise<void> {
  let acknowledged = false;
  let shipment: ShipmentDocument | null = null;
  setHandler(acknowledgedSignal, () => void (acknowledged = true));
  setHandler(shippedSignal, (document) => void (shipment = document));

  await insertOrder(order);
  await dropAtWarehouse(order);
  await commitRelease(order.customerOrderNumber);
  await condition(() => acknowledged);
  await condition(() => shipment !== null);
  await commitShipment(order.customerOrderNumber, shipment as unknown as ShipmentDocument);
}
