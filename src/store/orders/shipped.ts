import { and, asc, eq, sql } from 'drizzle-orm';
import type { Queries } from '../database';
import { shipments } from '../schema';
import type { StoredShipment } from './history';

/** Current shipments of many orders, each order's in the order of their record; one query. */
export async function findShipments(
  db: Queries,
  orderIds: readonly number[],
): Promise<(orderId: number) => StoredShipment[]> {
  const found = new Map<number, StoredShipment[]>();
  if (orderIds.length > 0) {
    const { orderId, shipmentId, version, document, recordedAt, current } = shipments;
    const wanted = sql`${orderId} in (select jsonb_array_elements_text(${JSON.stringify(orderIds)}::jsonb)::bigint)`;
    const rows = await db
      .select({ orderId, shipmentId, version, document, recordedAt, current })
      .from(shipments)
      .where(and(wanted, eq(current, true)))
      .orderBy(asc(recordedAt), asc(shipmentId));
    for (const { orderId: order, ...shipment } of rows) found.set(order, [...(found.get(order) ?? []), shipment]);
  }
  return (orderId) => found.get(orderId) ?? [];
}
