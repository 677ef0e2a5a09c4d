import { and, eq, sql } from 'drizzle-orm';
import type { Queries } from './database';
import { causeNotes } from './schema';

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

/** Of each order the causes whose free text is wanted: of its commands, or of the callbacks that came to it. */
export interface WantedNotes {
  orderId: number;
  causes: readonly string[];
}

/** Free texts by cause. */
export type Notes = ReadonlyMap<string, string>;

/** The free texts of many orders, in one query; an order without any has an empty map. */
export async function findNotes(db: Queries, wanted: readonly WantedNotes[]): Promise<(orderId: number) => Notes> {
  const notes = new Map<number, Map<string, string>>();
  const keys = wanted.flatMap(({ orderId, causes }) => causes.map((cause) => ({ orderId, cause })));
  if (keys.length > 0) {
    const { rows } = await db.execute<{ orderId: string; cause: string; note: string }>(sql`
select w."orderId", w.cause, coalesce(n.note, b.note) as note
  from jsonb_to_recordset(${JSON.stringify(keys)}::jsonb) as w ("orderId" bigint, cause text)
  left join cause_notes n on n.order_id = w."orderId" and n.cause = w.cause
  left join inbox b on b.id = w.cause
 where coalesce(n.note, b.note) is not null`);
    for (const { orderId, cause, note } of rows) {
      const known = notes.get(Number(orderId)) ?? new Map<string, string>();
      notes.set(Number(orderId), known.set(cause, note));
    }
  }
  return (orderId) => notes.get(orderId) ?? new Map();
}

/** A client's own words when it cancelled, by order; the latest where it asked several times. One query. */
export async function findCancelNotes(db: Queries, orderIds: readonly number[]): Promise<Map<number, string>> {
  if (orderIds.length === 0) return new Map();
  const { rows } = await db.execute<{ orderId: string; note: string | null }>(sql`
select o.id as "orderId", n.note
  from jsonb_array_elements_text(${JSON.stringify(orderIds)}::jsonb) as o (id)
  cross join lateral (
    select e.order_id, e.cause from order_events e
     where e.order_id = o.id::bigint and e.actor = 'client' and e.type in ('cancel_requested', 'cancelled')
     order by e.sequence desc
     limit 1) e
  join cause_notes n on n.order_id = e.order_id and n.cause = e.cause`);
  return new Map(rows.flatMap(({ orderId, note }) => (note === null ? [] : [[Number(orderId), note]])));
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
