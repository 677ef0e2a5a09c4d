import { bigint, boolean, integer, jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import type { OrderEvent } from '../../domain/order';
import { instant } from './columns';

export const orderEvents = pgTable('order_events', {
  orderId: bigint('order_id', { mode: 'number' }).notNull(),
  sequence: integer().notNull(),
  type: text().$type<OrderEvent['type']>().notNull(),
  at: instant().notNull(),
  actor: text().$type<OrderEvent['actor']>().notNull(),
  cause: text().notNull(),
  message: text().notNull(),
  data: jsonb().$type<Record<string, unknown>>().notNull(),
  change: jsonb().$type<OrderEvent['change']>().notNull(),
});

export const shipments = pgTable('shipments', {
  orderId: bigint('order_id', { mode: 'number' }).notNull(),
  shipmentId: text('shipment_id').notNull(),
  version: integer().notNull(),
  document: jsonb().$type<Record<string, unknown>>().notNull(),
  trackingNumber: text('tracking_number'),
  cause: text().notNull(),
  recordedAt: instant('recorded_at').notNull(),
  current: boolean().notNull(),
});

export const shipmentContainers = pgTable('shipment_containers', {
  orderId: bigint('order_id', { mode: 'number' }).notNull(),
  shipmentId: text('shipment_id').notNull(),
  version: integer().notNull(),
  position: integer().notNull(),
  containerId: text('container_id'),
  trackingNumber: text('tracking_number'),
});
