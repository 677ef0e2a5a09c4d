import type { Callback, OrderKey } from '../domain/order';
import { shipmentDigest } from '../contract/umg/digest';
import type { Shipment } from '../contract/umg/shipment';
import { findOrders, listShipments } from '../store/orders/read';
import type { ApiDeps } from './deps';

/**
 * Ids of shipments that were confirmed before with other content, or twice with different content in this message. Every
 * version counts as confirmed: a repeat of what a person has corrected since is a repeat.
 */
export async function conflictingShipments({ db }: ApiDeps, key: OrderKey, callback: Callback): Promise<string[]> {
  if (callback.type !== 'shipment_confirmed') return [];
  const [order] = await findOrders(db, [key]);
  const known = new Map<string, Set<string>>();
  const note = (id: string, digest: string) => known.set(id, (known.get(id) ?? new Set()).add(digest));
  for (const { shipmentId, digest } of order?.state.shipments ?? []) note(shipmentId, digest);
  if (order && order.state.shipments.length > 0) {
    const versions = await listShipments(db, order.orderId, 'all');
    for (const { shipmentId, document } of versions) note(shipmentId, shipmentDigest(document as Shipment));
  }
  const conflicting = callback.shipments.filter(({ shipmentId, digest }) => {
    const digests = known.get(shipmentId);
    if (digests) return !digests.has(digest);
    note(shipmentId, digest);
    return false;
  });
  return [...new Set(conflicting.map(({ shipmentId }) => shipmentId))];
}
