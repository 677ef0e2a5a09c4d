import { and, asc, eq, gt, isNotNull, or, sql } from 'drizzle-orm';
import type { EventType, Instant, Party } from '../../domain/order';
import type { Queries } from '../database';
import { orderEvents, orders, shipmentContainers, shipments } from '../schema';
import { withinScope, type Scope } from '../scope';

export interface RecordedEvent {
  sequence: number;
  type: EventType;
  at: Instant;
  actor: Party;
  cause: string;
  message: string;
  data: Record<string, unknown>;
}

/** Events of an order, oldest first, from behind sequence `after`; `next` is the `after` of the next page. */
export async function listEvents(
  db: Queries,
  orderId: number,
  page: { after?: number; limit: number },
): Promise<{ rows: RecordedEvent[]; next: number | null }> {
  const { sequence, type, at, actor, cause, message, data } = orderEvents;
  const rows = await db
    .select({ sequence, type, at, actor, cause, message, data })
    .from(orderEvents)
    .where(and(eq(orderEvents.orderId, orderId), gt(sequence, page.after ?? 0)))
    .orderBy(asc(sequence))
    .limit(page.limit + 1);
  const shown = rows.slice(0, page.limit);
  return { rows: shown, next: rows.length > page.limit ? (shown.at(-1)?.sequence ?? null) : null };
}

export interface StoredShipment {
  shipmentId: string;
  /** 1, then one more with each correction. */
  version: number;
  /** As the warehouse sent it, or as a person corrected it. */
  document: Record<string, unknown>;
  recordedAt: Instant;
  current: boolean;
}

/** Shipments of an order in the order of their first record: the current version of each, or every version. */
export async function listShipments(
  db: Queries,
  orderId: number,
  versions: 'current' | 'all' = 'current',
): Promise<StoredShipment[]> {
  const { shipmentId, version, document, recordedAt, current } = shipments;
  const first = sql`min(${recordedAt}) over (partition by ${shipmentId})`;
  const all = db
    .select({ shipmentId, version, document, recordedAt, current, first: first.as('first') })
    .from(shipments)
    .where(eq(shipments.orderId, orderId))
    .as('versions');
  const rows = await db
    .select()
    .from(all)
    .where(versions === 'current' ? eq(all.current, true) : undefined)
    .orderBy(asc(all.first), asc(all.shipmentId), asc(all.version));
  return rows.map(({ first: _first, ...shipment }) => shipment);
}

export interface TrackedShipment {
  orderId: number;
  businessUnitId: string;
  orderNumber: string;
  shipmentId: string;
}

/** Shipments that carry a tracking number, as a whole or on one of their containers. */
export async function findByTracking(db: Queries, scope: Scope, trackingNumber: string): Promise<TrackedShipment[]> {
  return db
    .selectDistinct({
      orderId: orders.id,
      businessUnitId: orders.businessUnitId,
      orderNumber: orders.orderNumber,
      shipmentId: shipments.shipmentId,
    })
    .from(shipments)
    .innerJoin(orders, eq(orders.id, shipments.orderId))
    .leftJoin(
      shipmentContainers,
      and(
        eq(shipmentContainers.orderId, shipments.orderId),
        eq(shipmentContainers.shipmentId, shipments.shipmentId),
        eq(shipmentContainers.version, shipments.version),
        eq(shipmentContainers.trackingNumber, trackingNumber),
      ),
    )
    .where(
      and(
        shipments.current,
        or(eq(shipments.trackingNumber, trackingNumber), isNotNull(shipmentContainers.position)),
        ...withinScope(scope, orders),
      ),
    );
}
