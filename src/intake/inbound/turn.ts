import { nextInbound, passedDeadlines, waitingInbound, type InboundKey, type InboundNext } from '../../domain/inbound';
import type { Instant } from '../../domain/order';
import { markSeen, pendingReceipts } from '../../store/inbound';
import { onDocument, type InboundDeps } from './document';

/** Where a document stands once everything that was due by itself is written. */
export interface Turn {
  next: InboundNext;
  /** For whoever looks at the process: status and what it waits for. */
  words: string;
}

/** Counts the receipts that wait, takes note of passed deadlines, and says what comes next. Null: there is no such document. */
export async function turnInbound(
  deps: InboundDeps,
  key: InboundKey,
  { startedIn = null, now }: { startedIn?: string | null; now: Instant },
): Promise<Turn | null> {
  const [first] = await pendingReceipts(deps.db, key);
  const receipt = first?.envelope.message.receipt;
  const make = first ? { orgId: first.orgId, at: now, buildingId: receipt?.buildingId ?? undefined } : null;
  const turn = await onDocument(deps, key, make, async (held) => {
    for (const { name, at } of passedDeadlines(held.state, now, held.policy)) {
      await held.decide({
        cause: `deadline/${name}/${at}`,
        at: now,
        actor: 'system',
        message: { type: 'deadline', name },
      });
    }
    const waiting = waitingInbound(held.state, held.policy);
    const words = waiting
      ? `Waits for **${waiting.on}** since ${waiting.since}: ${waiting.reason}.`
      : 'Nothing is to come.';
    const { status, sequence } = held.state;
    return {
      next: nextInbound(held.state, held.policy),
      words: `**${status}**. ${words}`,
      id: held.row.documentId,
      sequence,
    };
  });
  if (!turn) return null;
  await markSeen(deps.db, turn.id, { sequence: turn.sequence, startedIn });
  return { next: turn.next, words: turn.words };
}
