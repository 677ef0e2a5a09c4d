import type { Callback, OrderKey } from '../domain/order';
import { shipmentDigest } from '../contract/umg/digest';
import type { Shipment } from '../contract/umg/shipment';
import type { Queries } from '../store/database';
import { findReportedShipments, type ReportedShipment } from '../store/inbox';
import { findOrder, listShipments } from '../store/orders/read';
import type { Scope } from '../store/scope';

/**
 * Ids of shipments that were confirmed before with other content, or twice with different content in this message. Every
 * version counts as confirmed: a repeat of what a person has corrected since is a repeat. Of messages that wait to be
 * applied the first report of a shipment counts, as it will when they are.
 */
export async function conflictingShipments(
  db: Queries,
  scope: Scope,
  key: OrderKey,
  callback: Callback,
): Promise<string[]> {
  if (callback.type !== 'shipment_confirmed') return [];
  const known = await recordedDigests(db, scope, key);
  /** What is not known yet is known from now on. */
  const conflicts = ({ shipmentId, digest }: ReportedShipment): boolean => {
    const digests = known.get(shipmentId);
    if (!digests) known.set(shipmentId, new Set([digest]));
    return digests !== undefined && !digests.has(digest);
  };
  (await findReportedShipments(db, scope.orgId, key)).forEach(conflicts);
  return [...new Set(callback.shipments.filter(conflicts).map(({ shipmentId }) => shipmentId))];
}

/** Digests of what is recorded of an order, by shipment id. */
async function recordedDigests(db: Queries, scope: Scope, key: OrderKey): Promise<Map<string, Set<string>>> {
  const known = new Map<string, Set<string>>();
  const note = (id: string, digest: string) => known.set(id, (known.get(id) ?? new Set()).add(digest));
  const order = await findOrder(db, key, scope);
  if (!order || order.state.shipments.length === 0) return known;
  for (const { shipmentId, digest } of order.state.shipments) note(shipmentId, digest);
  const versions = await listShipments(db, order.orderId, 'all');
  for (const { shipmentId, document } of versions) note(shipmentId, shipmentDigest(document as Shipment));
  return known;
}
