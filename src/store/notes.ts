import { and, eq, inArray, isNotNull } from 'drizzle-orm';
import type { Queries } from './database';
import { causeNotes, inbox } from './schema';

/** Free text or a document of a command; it may hold personal data and so stays out of Temporal. */
export interface CauseNote {
  orderId: number;
  cause: string;
  note?: string | null;
  /** Of `update`: the whole new request. Of `correct_shipment`: the corrected shipment. Of `quote`: the quote request. */
  document?: unknown;
}

/** Stores notes before their commands are sent; a repeated command keeps the note of its first try. */
export async function saveNotes(db: Queries, notes: readonly CauseNote[]): Promise<void> {
  if (notes.length === 0) return;
  const rows = notes.map(({ orderId, cause, note, document }) => ({
    orderId,
    cause,
    note: note ?? null,
    document: (document ?? null) as Record<string, unknown> | null,
  }));
  await db.insert(causeNotes).values(rows).onConflictDoNothing();
}

/** The free texts of an order by cause: of its commands, and of the callbacks that came through the inbox. */
export async function findNotes(db: Queries, orderId: number, causes: readonly string[]): Promise<Map<string, string>> {
  if (causes.length === 0) return new Map();
  const [ours, theirs] = await Promise.all([
    db
      .select({ cause: causeNotes.cause, note: causeNotes.note })
      .from(causeNotes)
      .where(and(eq(causeNotes.orderId, orderId), inArray(causeNotes.cause, [...causes]), isNotNull(causeNotes.note))),
    db
      .select({ cause: inbox.id, note: inbox.note })
      .from(inbox)
      .where(and(inArray(inbox.id, [...causes]), isNotNull(inbox.note))),
  ]);
  return new Map([...theirs, ...ours].map(({ cause, note }) => [cause, note ?? '']));
}

/** The document that was stored for a command; null when there is none. */
export async function findDocument(
  db: Queries,
  orderId: number,
  cause: string,
): Promise<Record<string, unknown> | null> {
  const [row] = await db
    .select({ document: causeNotes.document })
    .from(causeNotes)
    .where(and(eq(causeNotes.orderId, orderId), eq(causeNotes.cause, cause)));
  return row?.document ?? null;
}
