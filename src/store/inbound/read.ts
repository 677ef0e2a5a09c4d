import { and, asc, desc, eq, gt, gte, inArray, lte, sql, type SQL } from 'drizzle-orm';
import type { InboundEvent, InboundKey, InboundKind, InboundStatus, ReceiptRecord } from '../../domain/inbound';
import type { Instant } from '../../domain/order';
import type { Queries } from '../database';
import { behind, pageOf, type Direction, type Keyset } from '../keyset';
import { inboundDocuments, inboundEvents, inboundReceiptLines } from '../schema';
import { isWithin, withinScope, type Scope } from '../scope';
import { INBOUND_COLUMNS, type InboundRow } from './record';

/** Conditions for the row of a key. */
export const isKey = ({ businessUnitId, kind, number }: InboundKey): SQL[] => [
  eq(inboundDocuments.businessUnitId, businessUnitId),
  eq(inboundDocuments.kind, kind),
  eq(inboundDocuments.number, number),
];

/** A document whoever owns it, blind or not, for rules and steps of ours; null when there is none. */
export async function findInboundRow(db: Queries, key: InboundKey): Promise<InboundRow | null> {
  const [row] = await db
    .select(INBOUND_COLUMNS)
    .from(inboundDocuments)
    .where(and(...isKey(key)));
  return row ?? null;
}

/** A document that its client has sent (or that we made for goods without a number); null when there is none in scope. */
export async function findInbound(db: Queries, scope: Scope, key: InboundKey): Promise<InboundRow | null> {
  const row = await findInboundRow(db, key);
  return row && !row.state.blind && isWithin(scope, { orgId: row.orgId, ...key }) ? row : null;
}

export interface InboundFilter {
  kind: InboundKind;
  status?: readonly InboundStatus[];
  buildingId?: string;
  number?: string;
  skuId?: string;
  /** Inclusive. */
  createdFrom?: Instant;
  /** Inclusive. */
  createdTo?: Instant;
}

export interface InboundPage {
  limit: number;
  offset?: number;
  after?: Keyset;
  direction: Direction;
}

function conditions(scope: Scope, filter: InboundFilter): SQL[] {
  const { kind, status, buildingId, number, skuId, createdFrom, createdTo } = filter;
  const hasSku = sql`exists (select from inbound_lines l where l.document_id = ${inboundDocuments.id} and l.sku_id = ${skuId})`;
  return [
    ...withinScope(scope, inboundDocuments),
    eq(inboundDocuments.kind, kind),
    eq(inboundDocuments.blind, false),
    ...(status ? [inArray(inboundDocuments.status, [...status])] : []),
    ...(buildingId === undefined ? [] : [eq(inboundDocuments.buildingId, buildingId)]),
    ...(number === undefined ? [] : [eq(inboundDocuments.number, number)]),
    ...(skuId === undefined ? [] : [hasSku]),
    ...(createdFrom === undefined ? [] : [gte(inboundDocuments.createdAt, createdFrom)]),
    ...(createdTo === undefined ? [] : [lte(inboundDocuments.createdAt, createdTo)]),
  ];
}

/** One page of documents by their creation. */
export async function listInbound(db: Queries, scope: Scope, filter: InboundFilter, page: InboundPage) {
  const { createdAt, id } = inboundDocuments;
  const sorted = page.direction === 'asc' ? asc : desc;
  const where = conditions(scope, filter);
  const place = page.after ? [behind(page.after, createdAt, id, page.direction)] : [];
  const [found, total] = await Promise.all([
    db
      .select(INBOUND_COLUMNS)
      .from(inboundDocuments)
      .where(and(...where, ...place))
      .orderBy(sorted(createdAt), sorted(id))
      .limit(page.limit + 1)
      .offset(page.offset ?? 0),
    db.$count(inboundDocuments, and(...where)),
  ]);
  const { rows, next } = pageOf(found, page.limit, (row: InboundRow) => ({ at: row.createdAt, id: row.documentId }));
  return { rows, next, total, totalIsEstimate: false };
}

/** One page of what came of a document, by when it came. */
export async function listReceiptLines(db: Queries, documentId: number, page: InboundPage) {
  const { receivedAt, id, facts } = inboundReceiptLines;
  const sorted = page.direction === 'asc' ? asc : desc;
  const where = eq(inboundReceiptLines.documentId, documentId);
  const [found, total] = await Promise.all([
    db
      .select({ id, facts, receivedAt })
      .from(inboundReceiptLines)
      .where(and(where, ...(page.after ? [behind(page.after, receivedAt, id, page.direction)] : [])))
      .orderBy(sorted(receivedAt), sorted(id))
      .limit(page.limit + 1)
      .offset(page.offset ?? 0),
    db.$count(inboundReceiptLines, where),
  ]);
  const { rows, next } = pageOf(found, page.limit, (row) => ({ at: row.receivedAt, id: row.id }));
  return { rows: rows.map((row): ReceiptRecord => row.facts), next, total, totalIsEstimate: false };
}

/** Events behind a sequence, oldest first, and how many there are in all. */
export async function listInboundEvents(
  db: Queries,
  documentId: number,
  { after, limit }: { after: number; limit: number },
): Promise<{ rows: InboundEvent[]; total: number }> {
  const where = eq(inboundEvents.documentId, documentId);
  const [rows, total] = await Promise.all([
    db
      .select()
      .from(inboundEvents)
      .where(and(where, gt(inboundEvents.sequence, after)))
      .orderBy(asc(inboundEvents.sequence))
      .limit(limit),
    db.$count(inboundEvents, where),
  ]);
  return { rows, total };
}
