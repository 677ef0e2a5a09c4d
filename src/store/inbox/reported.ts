import type { OrderKey } from '../../domain/order';
import type { Queries } from '../database';
import { run } from '../statement';

/** A shipment as a message reports it that was received and not applied yet. */
export interface ReportedShipment {
  shipmentId: string;
  digest: string;
}

/** Two branches, because each state has an index of its own. */
const waiting = (state: 'pending' | 'parked') => `
select b.id, b.received_at, b.envelope from inbox b
 where b.state = '${state}' and b.business_unit_id = $1 and b.order_number = $2 and b.org_id = $3`;

const REPORTED = {
  name: 'reported-shipments',
  text: `
select s.shipment->>'shipmentId' as "shipmentId", s.shipment->>'digest' as digest
  from (${waiting('pending')} union all ${waiting('parked')}) b
  cross join lateral jsonb_path_query(b.envelope, 'lax $.message.shipments[*]') with ordinality s (shipment, position)
 order by b.received_at, b.id, s.position`,
};

/** Shipments of an order in messages that wait (pending, or parked because the order is not known), oldest first. */
export function findReportedShipments(db: Queries, orgId: string, key: OrderKey): Promise<ReportedShipment[]> {
  return run<ReportedShipment>(db, REPORTED, [key.businessUnitId, key.orderNumber, orgId]);
}
