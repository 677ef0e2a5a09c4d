import { and, eq, inArray, sql } from 'drizzle-orm';
import {
  openOf,
  isClosed,
  type InboundEvent,
  type InboundNext,
  type InboundState,
  type ReceiptRecord,
} from '../../domain/inbound';
import type { Queries } from '../database';
import { inboundDocuments, inboundEvents, inboundReceiptLines, inbox } from '../schema';

/** Changes of one document that are committed together. */
export interface InboundWrite {
  documentId: number;
  after: InboundState;
  /** Where the client said something new. */
  document?: Record<string, unknown>;
  next: InboundNext;
  events: readonly InboundEvent[];
  records: readonly ReceiptRecord[];
}

/** Writes a document that this transaction holds. */
export async function writeInbound(tx: Queries, change: InboundWrite): Promise<void> {
  const { documentId, after, document, next, events, records } = change;
  const open = after.exceptions.filter(({ resolvedAt }) => resolvedAt === null).length;
  const dueAt = next.do === 'end' ? null : next.until;
  // A client's first word makes it a document, whenever the goods came.
  const created = events.some(({ type }) => type === 'created');
  await tx.execute(sql`
update inbound_documents
   set state = ${JSON.stringify(after)}::jsonb, sequence = ${after.sequence}, status = ${after.status},
       blind = ${after.blind}, building_id = ${after.facts.buildingId}, open_exceptions = ${open},
       document = coalesce(${document ? JSON.stringify(document) : null}::jsonb, document),
       created_at = case when ${created}::boolean then clock_timestamp() else created_at end,
       updated_at = clock_timestamp(), closed_at = ${after.closedAt}::timestamptz,
       live = ${next.do !== 'end'}, due_at = ${dueAt}::timestamptz
 where id = ${documentId}`);
  await tx.insert(inboundEvents).values(events.map((event) => ({ ...event, documentId })));
  if (records.length > 0) await tx.insert(inboundReceiptLines).values(records.map((facts) => rowOf(documentId, facts)));
  await writeOpenLines(tx, documentId, after);
}

const rowOf = (documentId: number, facts: ReceiptRecord) => {
  const { receiptNumber, lineNumber, skuId, receivedAt } = facts;
  return { documentId, receiptNumber, lineNumber, skuId, receivedAt, facts };
};

/** Of a closed document nothing is to come; rows that say the same already are left alone. */
async function writeOpenLines(tx: Queries, documentId: number, after: InboundState): Promise<void> {
  const lines = after.lines.map((line) => ({ ...line, open: isClosed(after) ? 0 : openOf(line) }));
  const { businessUnitId } = after.key;
  await tx.execute(sql`
with wanted as materialized (
  select * from jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) as t ("lineNumber" text, "skuId" text, open bigint)
), gone as (
  delete from inbound_lines l
   where l.document_id = ${documentId} and not exists (select from wanted w where w."lineNumber" = l.line_number)
)
insert into inbound_lines as l (document_id, line_number, business_unit_id, building_id, sku_id, open)
select ${documentId}, "lineNumber", ${businessUnitId}, ${after.facts.buildingId}, "skuId", open from wanted
on conflict (document_id, line_number) do update
   set building_id = excluded.building_id, sku_id = excluded.sku_id, open = excluded.open
 where (l.building_id, l.sku_id, l.open) is distinct from (excluded.building_id, excluded.sku_id, excluded.open)`);
}

/** Receipts that have been counted, or that said nothing new. */
export async function markApplied(tx: Queries, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await tx
    .update(inbox)
    .set({ state: 'applied', appliedAt: sql`clock_timestamp()` })
    .where(inArray(inbox.id, [...ids]));
}

/** Takes a row away again that was made and of which there was nothing to say. */
export async function removeBlank(tx: Queries, documentId: number): Promise<void> {
  await tx.delete(inboundDocuments).where(and(eq(inboundDocuments.id, documentId), eq(inboundDocuments.sequence, 0)));
}

/** The document's process has looked at it as of `sequence`, in this Temporal namespace. */
export async function markSeen(
  db: Queries,
  documentId: number,
  { sequence, startedIn }: { sequence: number; startedIn: string | null },
): Promise<void> {
  await db.execute(sql`
update inbound_documents set started_in = coalesce(${startedIn}, started_in), seen_sequence = ${sequence}
 where id = ${documentId} and seen_sequence <= ${sequence}
   and (seen_sequence < ${sequence} or (${startedIn}::text is not null and started_in is distinct from ${startedIn}))`);
}
