import { and, eq, sql } from 'drizzle-orm';
import type { Refusal } from '../../domain/order';
import type { Database, Queries } from '../database';
import { orderEvents, refusedCommands } from '../schema';
import type { CommitResult } from './commit';

/** The answer that a command id has got before, or null: an answered command is never decided again. */
export async function answerOf(db: Queries, orderId: number, cause: string): Promise<CommitResult | null> {
  const [event] = await db
    .select({ sequence: orderEvents.sequence, type: orderEvents.type })
    .from(orderEvents)
    .where(and(eq(orderEvents.orderId, orderId), eq(orderEvents.cause, cause)));
  if (event) return { orderId, outcome: 'repeat', event };
  const [refusal] = await db
    .select({ code: refusedCommands.code, detail: refusedCommands.detail })
    .from(refusedCommands)
    .where(and(eq(refusedCommands.orderId, orderId), eq(refusedCommands.cause, cause)));
  return refusal ? { orderId, outcome: 'refused', refusal } : null;
}

/**
 * Refuses a command on a closed order without waking its workflow, and keeps the answer. `stale` when the order is not
 * closed; an id that was answered before keeps its answer.
 */
export async function refuseClosed(
  db: Database,
  command: { orderId: number; cause: string; refusal: Refusal },
): Promise<CommitResult> {
  const { orderId, cause, refusal } = command;
  return db.transaction(async (tx) => {
    // The lock first, so that the look-up sees whatever was written before it was ours.
    const { rows } = await tx.execute<{ closed: boolean }>(
      sql`select closed_at is not null as closed from orders where id = ${orderId} for no key update`,
    );
    const known = await answerOf(tx, orderId, cause);
    if (known) return known;
    if (!rows[0]?.closed) return { orderId, outcome: 'stale' };
    await tx.insert(refusedCommands).values({ orderId, cause, ...refusal });
    return { orderId, outcome: 'refused', refusal };
  });
}
