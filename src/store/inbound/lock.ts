import { and, asc, eq, isNotNull, sql } from 'drizzle-orm';
import { unknownDocument, type InboundEnvelope, type InboundKey, type ReceiptMessage } from '../../domain/inbound';
import type { Queries } from '../database';
import { inboundDocuments, inboundEvents, inbox } from '../schema';
import { isKey } from './read';
import { INBOUND_COLUMNS, nameOf, type InboundRow } from './record';

/** The document's row, kept from others until the transaction ends; null when there is none. */
export async function lockInbound(tx: Queries, key: InboundKey): Promise<InboundRow | null> {
  const [row] = await tx
    .select(INBOUND_COLUMNS)
    .from(inboundDocuments)
    .where(and(...isKey(key)))
    .for('no key update');
  return row ?? null;
}

/**
 * As `lockInbound`; makes the row where there is none. Nobody has said anything of that document: whoever makes its row
 * commits it with a first change, or not at all.
 */
export async function ensureInbound(
  tx: Queries,
  key: InboundKey,
  about: { orgId: string; buildingId: string; at: string },
): Promise<InboundRow> {
  const known = await lockInbound(tx, key);
  if (known) return known;
  const { orgId, buildingId, at } = about;
  await tx.execute(sql`
insert into inbound_documents (org_id, business_unit_id, kind, number, building_id)
values (${orgId}, ${key.businessUnitId}, ${key.kind}, ${key.number}, ${buildingId})
on conflict (business_unit_id, kind, number) do nothing`);
  const row = await lockInbound(tx, key);
  if (!row) throw new Error('an inbound document that was just made is not there');
  if (Object.keys(row.state).length > 0) return row;
  return { ...row, state: unknownDocument(nameOf(row.documentId), key, buildingId, at) };
}

/** Whether a message has changed the document before. */
export async function isApplied(tx: Queries, documentId: number, cause: string): Promise<boolean> {
  const [row] = await tx
    .select({ one: sql`1` })
    .from(inboundEvents)
    .where(and(eq(inboundEvents.documentId, documentId), eq(inboundEvents.cause, cause)));
  return row !== undefined;
}

/** A receipt that waits to be counted. */
export interface PendingReceipt {
  id: string;
  orgId: string;
  envelope: InboundEnvelope<ReceiptMessage>;
}

/** Receipts of a document that wait, in the order they came. */
export async function pendingReceipts(db: Queries, { businessUnitId, kind, number }: InboundKey) {
  const rows = await db
    .select({ id: inbox.id, orgId: inbox.orgId, envelope: inbox.envelope })
    .from(inbox)
    .where(
      and(
        eq(inbox.state, 'pending'),
        isNotNull(inbox.inboundNumber),
        eq(inbox.businessUnitId, businessUnitId),
        eq(inbox.inboundKind, kind),
        eq(inbox.inboundNumber, number),
      ),
    )
    .orderBy(asc(inbox.receivedAt), asc(inbox.id));
  return rows as unknown as PendingReceipt[];
}
