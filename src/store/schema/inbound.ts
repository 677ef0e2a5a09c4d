import { bigint, boolean, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { INBOUND_KINDS, INBOUND_STATUSES, type InboundEvent, type InboundState } from '../../domain/inbound';
import type { ReceiptRecord } from '../../domain/inbound';
import { instant } from './columns';

type Json = Record<string, unknown>;

export const inboundDocuments = pgTable('inbound_documents', {
  id: bigint({ mode: 'number' }).generatedAlwaysAsIdentity().primaryKey(),
  orgId: text('org_id').notNull(),
  businessUnitId: text('business_unit_id').notNull(),
  kind: text({ enum: INBOUND_KINDS }).notNull(),
  number: text().notNull(),
  buildingId: text('building_id').notNull(),
  document: jsonb().$type<Json>().notNull(),
  state: jsonb().$type<InboundState>().notNull(),
  sequence: integer().notNull(),
  status: text({ enum: INBOUND_STATUSES }).notNull(),
  blind: boolean().notNull(),
  openExceptions: integer('open_exceptions').notNull(),
  createdAt: instant('created_at').notNull(),
  updatedAt: instant('updated_at').notNull(),
  closedAt: instant('closed_at'),
  live: boolean().notNull(),
  dueAt: instant('due_at'),
  startedIn: text('started_in'),
  seenSequence: integer('seen_sequence').notNull(),
});

export const inboundEvents = pgTable(
  'inbound_events',
  {
    documentId: bigint('document_id', { mode: 'number' }).notNull(),
    sequence: integer().notNull(),
    type: text().$type<InboundEvent['type']>().notNull(),
    at: instant('at').notNull(),
    actor: text().$type<InboundEvent['actor']>().notNull(),
    cause: text().notNull(),
    data: jsonb().$type<Json>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.documentId, table.sequence] })],
);

export const inboundLines = pgTable(
  'inbound_lines',
  {
    documentId: bigint('document_id', { mode: 'number' }).notNull(),
    lineNumber: text('line_number').notNull(),
    businessUnitId: text('business_unit_id').notNull(),
    buildingId: text('building_id').notNull(),
    skuId: text('sku_id').notNull(),
    open: bigint({ mode: 'number' }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.documentId, table.lineNumber] })],
);

export const inboundReceiptLines = pgTable('inbound_receipt_lines', {
  id: bigint({ mode: 'number' }).generatedAlwaysAsIdentity().primaryKey(),
  documentId: bigint('document_id', { mode: 'number' }).notNull(),
  receiptNumber: text('receipt_number').notNull(),
  lineNumber: text('line_number'),
  skuId: text('sku_id').notNull(),
  receivedAt: instant('received_at').notNull(),
  facts: jsonb().$type<ReceiptRecord>().notNull(),
});
