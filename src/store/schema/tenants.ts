import { sql } from 'drizzle-orm';
import { bigint, boolean, customType, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import type { BusinessUnitSettings } from '../../domain/order';
import { instant } from './columns';

type Json = Record<string, unknown>;
const now = sql`now()`;

export const organizations = pgTable('organizations', {
  orgId: text('org_id').primaryKey(),
  name: text().notNull(),
  createdAt: instant('created_at').notNull().default(now),
});

export const businessUnits = pgTable('business_units', {
  id: text().primaryKey(),
  orgId: text('org_id').notNull(),
  companyNo: text('company_no').notNull(),
  name: text().notNull(),
  type: text({ enum: ['b2b', 'b2c'] }).notNull(),
  settings: jsonb().$type<BusinessUnitSettings>().notNull(),
  details: jsonb().$type<Json>().notNull().default({}),
  digest: text(),
  createdAt: instant('created_at').notNull().default(now),
  updatedAt: instant('updated_at').notNull().default(now),
});

export const buildings = pgTable(
  'buildings',
  {
    orgId: text('org_id').notNull(),
    buildingId: text('building_id').notNull(),
    name: text().notNull(),
    address: jsonb().$type<Json>().notNull().default({}),
    active: boolean().notNull().default(true),
    timeZone: text('time_zone'),
  },
  (table) => [primaryKey({ columns: [table.orgId, table.buildingId] })],
);

export const businessUnitBuildings = pgTable(
  'business_unit_buildings',
  {
    businessUnitId: text('business_unit_id').notNull(),
    orgId: text('org_id').notNull(),
    buildingId: text('building_id').notNull(),
  },
  (table) => [primaryKey({ columns: [table.businessUnitId, table.buildingId] })],
);

export const skus = pgTable(
  'skus',
  {
    number: bigint({ mode: 'number' }).generatedAlwaysAsIdentity().notNull(),
    businessUnitId: text('business_unit_id').notNull(),
    skuId: text('sku_id').notNull(),
    description: text(),
    active: boolean().notNull().default(true),
    name: text(),
    refId: text('ref_id'),
    upc: text(),
    document: jsonb().$type<Json>().notNull().default({}),
    digest: text(),
    revision: integer().notNull().default(1),
    jobId: text('job_id'),
    acknowledgedAt: instant('acknowledged_at'),
    refusal: text(),
    createdAt: instant('created_at').notNull().default(now),
    updatedAt: instant('updated_at').notNull().default(now),
  },
  (table) => [primaryKey({ columns: [table.businessUnitId, table.skuId] })],
);

export const b2bCustomers = pgTable(
  'b2b_customers',
  {
    businessUnitId: text('business_unit_id').notNull(),
    b2bCustomerId: text('b2b_customer_id').notNull(),
    name: text().notNull(),
    shipTo: jsonb('ship_to').$type<Json>().notNull().default({}),
    billTo: jsonb('bill_to').$type<Json>().notNull().default({}),
    defaultCarrierId: text('default_carrier_id'),
    active: boolean().notNull().default(true),
  },
  (table) => [primaryKey({ columns: [table.businessUnitId, table.b2bCustomerId] })],
);

export const brokerAccounts = pgTable(
  'broker_accounts',
  {
    businessUnitId: text('business_unit_id').notNull(),
    brokerAccountId: text('broker_account_id').notNull(),
    brokerName: text('broker_name').notNull(),
    accountNumber: text('account_number').notNull(),
    kept: jsonb().$type<Json>().notNull().default({}),
    createdAt: instant('created_at').notNull().default(now),
  },
  (table) => [primaryKey({ columns: [table.businessUnitId, table.brokerAccountId] })],
);

const bytes = customType<{ data: Buffer }>({ dataType: () => 'bytea' });

export const amazonKeys = pgTable('amazon_keys', {
  businessUnitId: text('business_unit_id').primaryKey(),
  sellerId: text('seller_id').notNull(),
  marketplaceId: text('marketplace_id').notNull(),
  clientId: text('client_id').notNull(),
  sealed: bytes().notNull(),
  updatedAt: instant('updated_at').notNull().default(now),
});
