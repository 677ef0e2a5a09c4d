import { asc, sql } from 'drizzle-orm';
import type { Instant } from '../../domain/order';
import type { Queries } from '../database';
import { inbox } from '../schema';
import { parkedMessage, type ParkedMessage } from './parked';

/** Where a walk through the unplaced messages stands. */
export interface UnplacedMark {
  receivedAt: Instant;
  id: string;
}

/**
 * Parked messages that came without an order, oldest first, from behind `after`; `next` is null at the end. They are
 * walked through in turn, so that many hopeless ones do not hide one whose order has come.
 */
export async function listUnplaced(
  db: Queries,
  page: { after: UnplacedMark | null; limit: number },
): Promise<{ rows: ParkedMessage[]; next: UnplacedMark | null }> {
  const { after, limit } = page;
  const behind = after
    ? sql`and (${inbox.receivedAt}, ${inbox.id}) > (${after.receivedAt}::timestamptz, ${after.id})`
    : sql``;
  const found = await db
    .select()
    .from(inbox)
    .where(sql`${inbox.state} = 'parked' and ${inbox.envelope} is null ${behind}`)
    .orderBy(asc(inbox.receivedAt), asc(inbox.id))
    .limit(limit);
  const last = found.length === limit ? found.at(-1) : undefined;
  return { rows: found.map(parkedMessage), next: last ? { receivedAt: last.receivedAt, id: last.id } : null };
}
