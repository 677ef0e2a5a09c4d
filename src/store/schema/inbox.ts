import { sql } from 'drizzle-orm';
import { jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import { INBOUND_KINDS } from '../../domain/inbound';
import type { Callback, Envelope } from '../../domain/order';
import { instant } from './columns';

export const INBOX_STATES = ['pending', 'applied', 'parked', 'discarded'] as const;

export const inbox = pgTable('inbox', {
  id: text().primaryKey(),
  source: text().notNull(),
  messageId: text('message_id').notNull(),
  digest: text().notNull(),
  orgId: text('org_id').notNull(),
  businessUnitId: text('business_unit_id'),
  orderNumber: text('order_number'),
  inboundKind: text('inbound_kind', { enum: INBOUND_KINDS }),
  inboundNumber: text('inbound_number'),
  envelope: jsonb().$type<Envelope<Callback>>(),
  documents: jsonb().$type<Record<string, unknown>[]>().notNull().default([]),
  note: text(),
  body: jsonb().$type<unknown>().notNull(),
  receivedAt: instant('received_at')
    .notNull()
    .default(sql`now()`),
  appliedAt: instant('applied_at'),
  state: text({ enum: INBOX_STATES }).notNull().default('pending'),
  parkedReason: text('parked_reason'),
  expiresAt: instant('expires_at').notNull(),
});
