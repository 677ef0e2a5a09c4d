import { PARKED_MS } from '../receive';
import { storeMessages } from '../../store/inbox';
import { holdMovements, markAnswered, type MovementName } from '../../store/movements';
import type { IntakeDeps } from '../types';
import { lookLater } from './workflow';

export interface MovementAnswered {
  accepted: boolean;
  reason: string;
}

/**
 * Keeps a warehouse's answer to a movement that it was asked for; its workflow acts on it. A yes counts whenever it comes,
 * since the goods have moved. A no to what is in the ledger contradicts it: it is kept for people to look at.
 */
export async function answerMovement(
  deps: Pick<IntakeDeps, 'db' | 'gateway' | 'log'>,
  name: MovementName,
  source: string,
  { accepted, reason }: MovementAnswered,
): Promise<'kept' | 'unknown' | 'conflict'> {
  const { orgId, movementId } = name;
  const result = await deps.db.transaction(async (tx) => {
    const [row] = await holdMovements(tx, orgId, [movementId]);
    if (!row) return 'unknown';
    const isDone = row.status === 'ACCEPTED' || row.status === 'POSTED';
    if (accepted && !isDone) await markAnswered(tx, name, { accepted });
    if (!accepted && !isDone && row.status !== 'REFUSED') await markAnswered(tx, name, { accepted, reason });
    if (accepted || !isDone) return 'kept';
    const expiresAt = new Date(Date.now() + PARKED_MS).toISOString();
    const parkedReason = `Movement ${movementId} was refused after it had been done: ${reason}`;
    const message = { source, messageId: `movement/${movementId}/refused`, digest: row.digest, orgId };
    await storeMessages(tx, [
      { ...message, key: null, envelope: null, body: { accepted, reason }, expiresAt, parkedReason },
    ]);
    return 'conflict';
  });
  if (result === 'kept') lookLater(deps, name);
  return result;
}
