import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import type { Callback, Envelope, Instant, OrderKey } from '../../domain/order';
import type { Queries } from '../database';
import { inbox, orders } from '../schema';
import type { Scope } from '../scope';

/** A kept message that nothing could be done with so far. */
export interface ParkedMessage {
  id: string;
  source: string;
  messageId: string;
  orgId: string;
  /** null: it could not be told which order it is about. */
  key: OrderKey | null;
  envelope: Envelope<Callback> | null;
  body: unknown;
  reason: string;
  receivedAt: Instant;
  expiresAt: Instant;
}

type Row = typeof inbox.$inferSelect;

export function parkedMessage(row: Row): ParkedMessage {
  const { id, source, messageId, orgId, businessUnitId, orderNumber, envelope, body, receivedAt, expiresAt } = row;
  const key = businessUnitId !== null && orderNumber !== null ? { businessUnitId, orderNumber } : null;
  const reason = row.parkedReason ?? '';
  return { id, source, messageId, orgId, key, envelope, body, reason, receivedAt, expiresAt };
}

/** A message about no known unit can only be seen by those who see the whole organization. */
const visible = ({ orgId, businessUnitIds }: Scope) => [
  eq(inbox.state, 'parked'),
  eq(inbox.orgId, orgId),
  ...(businessUnitIds === null ? [] : [inArray(inbox.businessUnitId, [...businessUnitIds])]),
];

/** Parked messages, oldest first, with the number of all of them. */
export async function listParked(
  db: Queries,
  scope: Scope,
  page: { limit: number; offset?: number },
): Promise<{ rows: ParkedMessage[]; total: number }> {
  const where = and(...visible(scope));
  const [rows, total] = await Promise.all([
    db
      .select()
      .from(inbox)
      .where(where)
      .orderBy(asc(inbox.receivedAt), asc(inbox.id))
      .limit(page.limit)
      .offset(page.offset ?? 0),
    db.$count(inbox, where),
  ]);
  return { rows: rows.map(parkedMessage), total };
}

export async function findParked(db: Queries, scope: Scope, id: string): Promise<ParkedMessage | null> {
  const [row] = await db
    .select()
    .from(inbox)
    .where(and(eq(inbox.id, id), ...visible(scope)));
  return row ? parkedMessage(row) : null;
}

/** Parks pending messages that turn out to concern nothing we know. */
export async function parkMessages(db: Queries, ids: readonly string[], reason: string): Promise<void> {
  if (ids.length === 0) return;
  await db
    .update(inbox)
    .set({ state: 'parked', parkedReason: reason })
    .where(and(inArray(inbox.id, [...ids]), eq(inbox.state, 'pending')));
}

/**
 * Makes one parked message pending again, if its order exists by now; the given key is for a message that came without
 * one. Answers the order's key, or null when the message is not parked or its order still unknown.
 */
export async function retryParked(
  db: Queries,
  id: string,
  mapped?: { key: OrderKey; envelope: Envelope<Callback> },
): Promise<OrderKey | null> {
  const { rows } = await db.execute<{ business_unit_id: string; order_number: string }>(sql`
update inbox b set state = 'pending', parked_reason = null, business_unit_id = o.business_unit_id,
       order_number = o.order_number, envelope = coalesce(${mapped ? JSON.stringify(mapped.envelope) : null}::jsonb, b.envelope)
  from ${orders} o
 where b.id = ${id} and b.state = 'parked' and (b.envelope is not null or ${mapped !== undefined}::boolean)
   and o.business_unit_id = coalesce(${mapped?.key.businessUnitId ?? null}::text, b.business_unit_id)
   and o.order_number = coalesce(${mapped?.key.orderNumber ?? null}::text, b.order_number)
   and o.org_id = b.org_id
returning b.business_unit_id, b.order_number`);
  const row = rows[0];
  return row ? { businessUnitId: row.business_unit_id, orderNumber: row.order_number } : null;
}

/** A person's decision that a parked message means nothing to us; false when it is not parked. */
export async function discardParked(db: Queries, id: string, reason: string): Promise<boolean> {
  const discarded = await db
    .update(inbox)
    .set({ state: 'discarded', parkedReason: reason })
    .where(and(eq(inbox.id, id), eq(inbox.state, 'parked')))
    .returning({ id: inbox.id });
  return discarded.length > 0;
}
