import { and, eq, sql } from 'drizzle-orm';
import type { Refusal } from '../../domain/order';
import type { Database, Queries } from '../database';
import { orderEvents, keptAnswers } from '../schema';
import type { CommitResult } from './commit';

/** The answer that a command id has got before, or null: an answered command is never decided again. */
export async function answerOf(db: Queries, orderId: number, cause: string): Promise<CommitResult | null> {
  const [event] = await db
    .select({ sequence: orderEvents.sequence, type: orderEvents.type })
    .from(orderEvents)
    .where(and(eq(orderEvents.orderId, orderId), eq(orderEvents.cause, cause)));
  if (event) return { orderId, outcome: 'repeat', event };
  const [kept] = await db
    .select({ code: keptAnswers.code, detail: keptAnswers.detail })
    .from(keptAnswers)
    .where(and(eq(keptAnswers.orderId, orderId), eq(keptAnswers.cause, cause)));
  if (!kept) return null;
  const { code, detail } = kept;
  return code === null || detail === null
    ? { orderId, outcome: 'repeat' }
    : { orderId, outcome: 'refused', refusal: { code, detail } };
}

/**
 * Answers a command on a closed order without waking its workflow, and keeps the answer: `refused`, or `ok` (without
 * effect) where there is no refusal. `stale` when the order is not closed; an id that was answered before keeps its answer.
 */
export async function answerClosed(
  db: Database,
  command: { orderId: number; cause: string; refusal: Refusal | null },
): Promise<CommitResult> {
  const { orderId, cause, refusal } = command;
  return db.transaction(async (tx) => {
    // Written and not only locked, and before the look-up: it then sees whatever came first, and a commit that has begun
    // already finds another version of the row and is stale (see commitStatement.ts).
    const { rows } = await tx.execute(
      sql`update orders set leased_until = leased_until where id = ${orderId} and closed_at is not null returning id`,
    );
    const known = await answerOf(tx, orderId, cause);
    if (known) return known;
    if (rows.length === 0) return { orderId, outcome: 'stale' };
    await tx.insert(keptAnswers).values({ orderId, cause, ...refusal });
    return refusal ? { orderId, outcome: 'refused', refusal } : { orderId, outcome: 'ok' };
  });
}
