import { sql } from 'drizzle-orm';
import { bigint, boolean, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { STOCK_STATUSES, type PostingDetails, type StockReason, type TransactionType } from '../../domain/stock';
import { instant } from './columns';

type Json = Record<string, unknown>;

const now = sql`clock_timestamp()`;
const units = (name: string) => bigint(name, { mode: 'number' }).notNull().default(0);
const word = (name: string) => text(name).notNull().default('');

export const stock = pgTable(
  'stock',
  {
    stockId: bigint('id', { mode: 'number' }).generatedAlwaysAsIdentity().notNull(),
    businessUnitId: text('business_unit_id').notNull(),
    buildingId: text('building_id').notNull(),
    skuId: text('sku_id').notNull(),
    lot: word('lot'),
    serial: word('serial'),
    status: text({ enum: STOCK_STATUSES }).notNull().default('AVAILABLE'),
    bin: word('bin'),
    onHand: units('on_hand'),
    allocated: units('allocated'),
    pending: units('pending'),
    belowZero: boolean('below_zero').notNull().default(false),
    movedAsOf: instant('moved_as_of'),
    upc: text(),
    partNumber: text('part_number'),
    attributes: jsonb().$type<Json>().notNull().default({}),
    gone: boolean().notNull().default(false),
    updatedAt: instant('updated_at').notNull().default(now),
  },
  (table) => [
    primaryKey({
      columns: [
        table.businessUnitId, table.buildingId, table.skuId, table.lot, table.serial, table.status, table.bin,
      ], // prettier-ignore
    }),
  ],
);

export const stockEntries = pgTable('stock_entries', {
  id: bigint({ mode: 'number' }).generatedAlwaysAsIdentity().primaryKey(),
  stockId: bigint('stock_id', { mode: 'number' }).notNull(),
  reason: text().$type<StockReason>().notNull(),
  reference: text(),
  onHand: units('on_hand'),
  allocated: units('allocated'),
  pending: units('pending'),
  reverses: bigint({ mode: 'number' }),
  jobId: text('job_id'),
  position: integer(),
  businessUnitId: text('business_unit_id'),
  buildingId: text('building_id'),
  skuId: text('sku_id'),
  lot: text(),
  transactionType: text('transaction_type').$type<TransactionType>(),
  details: jsonb().$type<PostingDetails>(),
  asOf: instant('as_of').notNull(),
  at: instant('at').notNull().default(now),
});

export const stockAllocations = pgTable('stock_allocations', {
  id: bigint({ mode: 'number' }).generatedAlwaysAsIdentity().primaryKey(),
  businessUnitId: text('business_unit_id').notNull(),
  buildingId: text('building_id').notNull(),
  skuId: text('sku_id').notNull(),
  stockId: bigint('stock_id', { mode: 'number' }).notNull(),
  orderId: bigint('order_id', { mode: 'number' }).notNull(),
  orderItemId: bigint('order_item_id', { mode: 'number' }).notNull(),
  shipmentId: units('shipment_id'),
  cartId: word('cart_id'),
  allocated: units('allocated'),
  pending: units('pending'),
  fulfilled: units('fulfilled'),
  released: boolean().notNull().default(false),
  waveId: bigint('wave_id', { mode: 'number' }),
  details: jsonb().$type<Json>().notNull().default({}),
  createdAt: instant('created_at').notNull().default(now),
  updatedAt: instant('updated_at').notNull().default(now),
});

const building = () => ({
  businessUnitId: text('business_unit_id').notNull(),
  buildingId: text('building_id').notNull(),
});

export const stockBins = pgTable('stock_bins', {
  id: bigint({ mode: 'number' }).generatedAlwaysAsIdentity().primaryKey(),
  ...building(),
  name: text().notNull(),
  typeId: integer('type_id').notNull().default(1),
  statusId: integer('status_id').notNull().default(1),
  auditId: bigint('audit_id', { mode: 'number' }),
  createdAt: instant('created_at').notNull().default(now),
});

/** What is to be picked for one allocation, from one row of stock. */
export interface WaveLine {
  allocationId: number;
  stockId: number;
  skuId: string;
  bin: string;
  quantity: number;
}

export const stockWaves = pgTable('stock_waves', {
  id: bigint({ mode: 'number' }).generatedAlwaysAsIdentity().primaryKey(),
  ...building(),
  type: text().notNull(),
  status: text({ enum: ['OPEN', 'CLOSED'] })
    .notNull()
    .default('OPEN'),
  lines: jsonb().$type<WaveLine[]>().notNull().default([]),
  recoveryOf: bigint('recovery_of', { mode: 'number' }),
  createdAt: instant('created_at').notNull().default(now),
  closedAt: instant('closed_at'),
});

export const stockAudits = pgTable('stock_audits', {
  id: bigint({ mode: 'number' }).generatedAlwaysAsIdentity().primaryKey(),
  ...building(),
  status: text({ enum: ['CREATED', 'STARTED', 'COMPLETED', 'CANCELLED'] })
    .notNull()
    .default('CREATED'),
  bins: jsonb().$type<number[]>().notNull(),
  createdAt: instant('created_at').notNull().default(now),
  closedAt: instant('closed_at'),
});

export const stockFuture = pgTable('stock_future', {
  id: bigint({ mode: 'number' }).generatedAlwaysAsIdentity().primaryKey(),
  ...building(),
  skuId: text('sku_id').notNull(),
  externalId: word('external_id'),
  deliveryDate: instant('delivery_date').notNull(),
  onHand: units('on_hand'),
  type: text({ enum: ['REFRESH', 'ADJUST'] }).notNull(),
  createdAt: instant('created_at').notNull().default(now),
});

/** One value of a tag category. */
export interface StockTag {
  tagID: number;
  tagValue: string;
  isDefault: boolean;
  percent: number | null;
  created: string;
  updated: string;
}

export const stockTagCategories = pgTable('stock_tag_categories', {
  id: bigint({ mode: 'number' }).generatedAlwaysAsIdentity().primaryKey(),
  businessUnitId: text('business_unit_id').notNull(),
  name: text().notNull(),
  tags: jsonb().$type<StockTag[]>().notNull().default([]),
  createdAt: instant('created_at').notNull().default(now),
});
