import { inArray } from 'drizzle-orm';
import type { InboundKey } from '../../domain/inbound';
import type { Callback, Envelope, Instant, OrderKey } from '../../domain/order';
import type { Queries } from '../database';
import { inbox } from '../schema';
import { run } from '../statement';

/** A message of a counterparty, authentic and mapped, as it is kept. */
export interface InboxMessage<E = Envelope<Callback>> {
  source: string;
  messageId: string;
  /** Of the content: the same id with another digest is a conflict. */
  digest: string;
  orgId: string;
  /** null while it cannot be told which order it is about. */
  key: OrderKey | null;
  /** Instead of an order, the inbound document it is about. */
  inbound?: InboundKey;
  /** Free of personal data; its cause is `inboxId(source, messageId)`. null while the order is unknown. */
  envelope: E | null;
  /** Shipments as the warehouse sent them, each with its `shipmentId`. */
  documents?: unknown[];
  note?: string | null;
  /** The body as received. */
  body: unknown;
  /** Set: nothing can be done with it yet, and why. */
  parkedReason?: string;
  /** Until when it waits for its order while it is parked. */
  expiresAt: Instant;
}

export interface InboxResult {
  id: string;
  /** `conflict`: the id was used before for other content, which stays. */
  result: 'new' | 'same' | 'conflict';
}

/** Ids of messages are unique per source. */
export const inboxId = (source: string, messageId: string): string => `${source}:${messageId}`;

const KEEP = {
  name: 'keep-messages',
  text: `
insert into inbox (id, source, message_id, digest, org_id, business_unit_id, order_number, inbound_kind, inbound_number,
                   envelope, documents, note, body, state, parked_reason, expires_at)
select t.id, t.source, t."messageId", t.digest, t."orgId",
       coalesce(t.key->>'businessUnitId', t.inbound->>'businessUnitId'), t.key->>'orderNumber',
       t.inbound->>'kind', t.inbound->>'number', t.envelope, coalesce(t.documents, '[]'), t.note, t.body,
       case when t."parkedReason" is null then 'pending' else 'parked' end, t."parkedReason", t."expiresAt"
  from jsonb_to_recordset($1::jsonb) as t (
    id text, source text, "messageId" text, digest text, "orgId" text, key jsonb, inbound jsonb, envelope jsonb, documents jsonb,
    note text, body jsonb, "parkedReason" text, "expiresAt" timestamptz)
 order by t.id
on conflict (id) do nothing
returning id`,
};

/**
 * Keeps messages, each once however often it is sent; all or none are committed. One result per message, in their order;
 * of the same id twice in the list the first is the new one.
 */
export async function storeMessages(db: Queries, messages: readonly InboxMessage<unknown>[]): Promise<InboxResult[]> {
  if (messages.length === 0) return [];
  const rows = messages.map((message) => ({ ...message, id: inboxId(message.source, message.messageId) }));
  const inserted = await run<{ id: string }>(db, KEEP, [JSON.stringify(rows)]);
  const fresh = new Set(inserted.map((row) => row.id));
  const known = new Map<string, string>();
  if (fresh.size < rows.length) {
    const ids = rows.map((row) => row.id);
    const stored = await db.select({ id: inbox.id, digest: inbox.digest }).from(inbox).where(inArray(inbox.id, ids));
    for (const { id, digest } of stored) known.set(id, digest);
  }
  return rows.map(({ id, digest }) => {
    if (fresh.delete(id)) return { id, result: 'new' };
    return { id, result: known.get(id) === digest ? 'same' : 'conflict' };
  });
}
