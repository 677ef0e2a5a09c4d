import { sql } from 'drizzle-orm';
import type { OrderKey } from '../../domain/order';
import type { Queries } from '../database';

/** A shipment as a message reports it that was received and not applied yet. */
export interface ReportedShipment {
  shipmentId: string;
  digest: string;
}

/** Shipments of an order in messages that wait (pending, or parked because the order is not known), oldest first. */
export async function findReportedShipments(db: Queries, orgId: string, key: OrderKey): Promise<ReportedShipment[]> {
  const { businessUnitId, orderNumber } = key;
  // Two branches, because each state has an index of its own.
  const waiting = (state: ReturnType<typeof sql>) => sql`
select b.id, b.received_at, b.envelope from inbox b
 where ${state} and b.business_unit_id = ${businessUnitId} and b.order_number = ${orderNumber} and b.org_id = ${orgId}`;
  const { rows } = await db.execute<ReportedShipment & Record<string, unknown>>(sql`
select s.shipment->>'shipmentId' as "shipmentId", s.shipment->>'digest' as digest
  from (${waiting(sql`b.state = 'pending'`)} union all ${waiting(sql`b.state = 'parked'`)}) b
  cross join lateral jsonb_path_query(b.envelope, 'lax $.message.shipments[*]') with ordinality s (shipment, position)
 order by b.received_at, b.id, s.position`);
  return rows;
}
