import { sql } from 'drizzle-orm';
import { boolean, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import type { BusinessUnitSettings } from '../../domain/order';
import { instant } from './columns';

type Json = Record<string, unknown>;

export const organizations = pgTable('organizations', {
  orgId: text('org_id').primaryKey(),
  name: text().notNull(),
  createdAt: instant('created_at')
    .notNull()
    .default(sql`now()`),
});

export const businessUnits = pgTable('business_units', {
  id: text().primaryKey(),
  orgId: text('org_id').notNull(),
  companyNo: text('company_no').notNull(),
  name: text().notNull(),
  type: text({ enum: ['b2b', 'b2c'] }).notNull(),
  settings: jsonb().$type<BusinessUnitSettings>().notNull(),
  createdAt: instant('created_at')
    .notNull()
    .default(sql`now()`),
});

export const buildings = pgTable(
  'buildings',
  {
    orgId: text('org_id').notNull(),
    buildingId: text('building_id').notNull(),
    name: text().notNull(),
    address: jsonb().$type<Json>().notNull().default({}),
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
    businessUnitId: text('business_unit_id').notNull(),
    skuId: text('sku_id').notNull(),
    description: text(),
    active: boolean().notNull().default(true),
    updatedAt: instant('updated_at')
      .notNull()
      .default(sql`now()`),
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
