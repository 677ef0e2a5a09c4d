import { sql } from 'drizzle-orm';
import { bigint, boolean, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { STATUSES, type OrderState, type Party } from '../../domain/order';
import { instant } from './columns';

const PARTIES = ['client', 'wms', 'tms', 'carrier', 'ops', 'system'] as const satisfies readonly Party[];

export const orders = pgTable('orders', {
  id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  orgId: text('org_id').notNull(),
  businessUnitId: text('business_unit_id').notNull(),
  orderNumber: text('order_number').notNull(),
  salesOrderNumber: text('sales_order_number').notNull(),
  document: jsonb().$type<Record<string, unknown>>().notNull(),
  digest: text().notNull(),
  state: jsonb().$type<OrderState>().notNull(),
  status: text({ enum: STATUSES }).notNull(),
  sequence: integer().notNull(),
  fence: uuid().notNull().defaultRandom(),
  leasedUntil: instant('leased_until'),
  startedIn: text('started_in'),
  nextDeadline: instant('next_deadline'),
  waitingOn: text('waiting_on', { enum: PARTIES }),
  waitingReason: text('waiting_reason'),
  waitingSince: instant('waiting_since'),
  openExceptions: integer('open_exceptions').notNull().default(0),
  buildingId: text('building_id'),
  jobId: text('job_id'),
  wmsJobId: text('wms_job_id'),
  /** Of the booking in the state, which carriers name the order by. */
  bolNumber: text('bol_number').generatedAlwaysAs(sql`state->'tms'->'booking'->>'bolNumber'`),
  proNumber: text('pro_number').generatedAlwaysAs(sql`state->'tms'->'booking'->>'proNumber'`),
  parent: text(),
  importJobId: text('import_job_id'),
  awaitsOpening: boolean('awaits_opening').notNull().default(false),
  createdAt: instant('created_at').notNull(),
  updatedAt: instant('updated_at').notNull(),
  closedAt: instant('closed_at'),
});

/** Answers of commands that made no event: refusals, and (code and detail null) those without effect. */
export const keptAnswers = pgTable('kept_answers', {
  orderId: bigint('order_id', { mode: 'number' }).notNull(),
  cause: text().notNull(),
  code: text(),
  detail: text(),
  at: instant()
    .notNull()
    .default(sql`now()`),
});

export const causeNotes = pgTable('cause_notes', {
  orderId: bigint('order_id', { mode: 'number' }).notNull(),
  cause: text().notNull(),
  note: text(),
  document: jsonb().$type<Record<string, unknown>>(),
  at: instant()
    .notNull()
    .default(sql`now()`),
});
