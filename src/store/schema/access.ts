import { sql } from 'drizzle-orm';
import { boolean, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { instant } from './columns';

export const apiClients = pgTable('api_clients', {
  clientId: text('client_id').primaryKey(),
  orgId: text('org_id').notNull(),
  name: text().notNull(),
  secretHash: text('secret_hash').notNull(),
  scopes: text().array().notNull(),
  businessUnitIds: text('business_unit_ids').array(),
  active: boolean().notNull().default(true),
  createdAt: instant('created_at')
    .notNull()
    .default(sql`now()`),
});

export const connections = pgTable('connections', {
  id: text().primaryKey(),
  orgId: text('org_id').notNull(),
  kind: text({ enum: ['wms', 'tms', 'carrier'] }).notNull(),
  buildingId: text('building_id'),
  scac: text(),
  url: text().notNull(),
  credential: text().notNull(),
  signingSecret: text('signing_secret').notNull(),
  active: boolean().notNull().default(true),
  createdAt: instant('created_at')
    .notNull()
    .default(sql`now()`),
});

export const connectionOutages = pgTable('connection_outages', {
  connectionId: text('connection_id').primaryKey(),
  since: instant().notNull(),
  seenAt: instant('seen_at').notNull(),
  code: text().notNull(),
});

export const idempotencyKeys = pgTable(
  'idempotency_keys',
  {
    scope: text().notNull(),
    key: text().notNull(),
    fingerprint: text().notNull(),
    status: integer(),
    body: jsonb().$type<unknown>(),
    resource: text(),
    takenAt: instant('taken_at')
      .notNull()
      .default(sql`now()`),
    createdAt: instant('created_at')
      .notNull()
      .default(sql`now()`),
    expiresAt: instant('expires_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.scope, table.key] })],
);
