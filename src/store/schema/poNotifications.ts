import { sql } from 'drizzle-orm';
import { bigint, jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import { instant } from './columns';

export const poNotifications = pgTable('po_notifications', {
  number: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  orgId: text('org_id').notNull(),
  businessUnitId: text('business_unit_id').notNull(),
  reference: text().notNull(),
  digest: text().notNull(),
  document: jsonb().$type<Record<string, unknown>>().notNull(),
  createdAt: instant('created_at')
    .notNull()
    .default(sql`now()`),
});
