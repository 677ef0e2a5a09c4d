import { sql } from 'drizzle-orm';
import { bigint, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { instant } from './columns';

export const BOOKING_STATES = ['booking', 'booked', 'void_due', 'voided', 'failed'] as const;

export const bookings = pgTable('bookings', {
  id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  orgId: text('org_id').notNull(),
  reference: text().notNull(),
  bookingId: text('booking_id'),
  carrierCode: text('carrier_code').notNull(),
  document: jsonb().$type<Record<string, unknown>>().notNull().default({}),
  state: text({ enum: BOOKING_STATES }).notNull(),
  sequence: integer().notNull().default(1),
  lastOrderId: bigint('last_order_id', { mode: 'number' }),
  createdAt: instant('created_at')
    .notNull()
    .default(sql`now()`),
  updatedAt: instant('updated_at')
    .notNull()
    .default(sql`now()`),
});

export const bookingOrders = pgTable(
  'booking_orders',
  {
    booking: bigint({ mode: 'number' }).notNull(),
    orderId: bigint('order_id', { mode: 'number' }).notNull(),
    joinedAt: instant('joined_at')
      .notNull()
      .default(sql`now()`),
    leftAt: instant('left_at'),
  },
  (table) => [primaryKey({ columns: [table.booking, table.orderId] })],
);
