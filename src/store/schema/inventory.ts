import { sql } from 'drizzle-orm';
import { bigint, date, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { MOVEMENT_STATUSES } from '../../domain/stock';
import { instant } from './columns';

export const stockLots = pgTable(
  'stock_lots',
  {
    businessUnitId: text('business_unit_id').notNull(),
    skuId: text('sku_id').notNull(),
    lot: text().notNull(),
    expirationDate: date('expiration_date'),
  },
  (table) => [primaryKey({ columns: [table.businessUnitId, table.skuId, table.lot] })],
);

export const inventoryMovements = pgTable('inventory_movements', {
  id: bigint({ mode: 'number' }).generatedAlwaysAsIdentity().primaryKey(),
  orgId: text('org_id').notNull(),
  movementId: text('movement_id').notNull(),
  businessUnitId: text('business_unit_id').notNull(),
  buildingId: text('building_id').notNull(),
  source: text().notNull(),
  digest: text().notNull(),
  document: jsonb().$type<Record<string, unknown>>().notNull(),
  status: text({ enum: MOVEMENT_STATUSES }).notNull(),
  reason: text(),
  startedIn: text('started_in'),
  receivedAt: instant('received_at')
    .notNull()
    .default(sql`clock_timestamp()`),
  sentAt: instant('sent_at'),
  dueAt: instant('due_at'),
  answeredAt: instant('answered_at'),
  postedAt: instant('posted_at'),
});
