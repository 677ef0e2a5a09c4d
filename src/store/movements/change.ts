import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Instant } from '../../domain/order';
import type { Queries } from '../database';
import { inventoryMovements as table } from '../schema';
import type { MovementName } from './record';

const named = ({ orgId, movementId }: MovementName) => and(eq(table.orgId, orgId), eq(table.movementId, movementId));
const now = sql`clock_timestamp()`;

/** The movement is in the ledger; `reason` says what could not be booked as told. */
export async function markPosted(tx: Queries, name: MovementName, reason: string | null): Promise<void> {
  await tx.update(table).set({ status: 'POSTED', postedAt: now, reason }).where(named(name));
}

/** What the warehouse has said. */
export async function markAnswered(
  tx: Queries,
  name: MovementName,
  answer: { accepted: true } | { accepted: false; reason: string },
): Promise<void> {
  const set = answer.accepted
    ? { status: 'ACCEPTED' as const, reason: null }
    : { status: 'REFUSED' as const, reason: answer.reason };
  await tx.update(table).set({ ...set, answeredAt: now }).where(named(name)); // prettier-ignore
}

/** The warehouse has the request; its answer follows. An answer that came first stays. */
export async function markSent(db: Queries, name: MovementName, dueAt: Instant): Promise<void> {
  await db
    .update(table)
    .set({ status: 'SENT', sentAt: now, dueAt })
    .where(and(named(name), eq(table.status, 'REQUESTED')));
}

/** Nobody answers: a person has to look. An answer that came first stays. */
export async function markException(db: Queries, name: MovementName, reason: string): Promise<void> {
  await db
    .update(table)
    .set({ status: 'EXCEPTION', reason })
    .where(and(named(name), inArray(table.status, ['REQUESTED', 'SENT'])));
}

/** Its workflow runs in this namespace. */
export async function markStarted(db: Queries, name: MovementName, namespaceId: string): Promise<void> {
  await db.update(table).set({ startedIn: namespaceId }).where(named(name));
}
