import type { Logger } from 'pino';
import type { Pool } from 'pg';
import { createPartners, type Connection } from '../../src/partners';
import { BUSINESS_UNIT, type OrderDocument, type ShipmentDocument } from './types';

const CALL_MS = 5000;

export const SCHEMA = `
create table if not exists orders (
  order_number text primary key,
  document jsonb not null,
  status text not null,
  shipment jsonb,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
)`;

/** The four activities: one row, one call, two commits; each may be repeated. */
export function createActivities(db: Pool, warehouse: Connection, log: Logger) {
  const partners = createPartners({ log });
  return {
    async insertOrder(order: OrderDocument): Promise<void> {
      await db.query({
        name: 'insert',
        text: `insert into orders (order_number, document, status) values ($1, $2, 'CREATED') on conflict do nothing`,
        values: [order.customerOrderNumber, JSON.stringify(order)],
      });
    },
    async dropAtWarehouse(order: OrderDocument): Promise<void> {
      const number = order.customerOrderNumber;
      const message = {
        messageId: `drop-${number}`,
        jobId: number,
        attempt: 1,
        businessUnitId: BUSINESS_UNIT,
        customerOrderNumber: number,
        salesOrderNumber: number,
        buildingId: order.requestedBuildingId ?? '',
        shipTo: order.shipTo ?? null,
        carrierId: order.carrierId ?? null,
        shippingSpeed: order.shippingSpeed ?? null,
        fillKillIndicator: '1' as const,
        lines: order.orderLines.map(({ customerLineNumber, skuId, quantity }) => ({
          customerLineNumber,
          skuId,
          quantity,
        })),
      };
      await partners.wms.drop(warehouse, [message], { timeoutMs: CALL_MS });
    },
    async commitRelease(orderNumber: string): Promise<void> {
      await db.query({
        name: 'release',
        text: `update orders set status = 'RELEASED', updated_at = now() where order_number = $1`,
        values: [orderNumber],
      });
    },
    async commitShipment(orderNumber: string, shipment: ShipmentDocument): Promise<void> {
      await db.query({
        name: 'ship',
        text: `update orders set status = 'SHIPPED', shipment = $2, updated_at = now() where order_number = $1`,
        values: [orderNumber, JSON.stringify(shipment)],
      });
    },
  };
}
export type Activities = ReturnType<typeof createActivities>;
