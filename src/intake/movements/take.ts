import type { Instant } from '../../domain/order';
import type { Movement } from '../../domain/stock';
import { storeMessages } from '../../store/inbox';
import { holdMovements, keepMovements, type MovementRecord, type NewMovement } from '../../store/movements';
import type { Queries } from '../../store/database';
import { PARKED_MS } from '../receive';
import type { IntakeDeps } from '../types';
import { enterMovements } from './settle';
import { lookLater } from './workflow';

/** A movement as it came, its form and names checked. */
export interface IncomingMovement {
  movement: Movement;
  digest: string;
  document: unknown;
}

export interface IncomingMovements {
  orgId: string;
  source: string;
  /** What has happened (a warehouse says so); else what is asked for. */
  facts: boolean;
  items: readonly IncomingMovement[];
  /** Of requests: until when the warehouse has to answer. */
  dueAt: Instant;
}

/** What came under an id that stands for something else is kept for people to look at. */
async function park(
  tx: Queries,
  { orgId, source }: IncomingMovements,
  { movement, digest, document }: IncomingMovement,
) {
  const expiresAt = new Date(Date.now() + PARKED_MS).toISOString();
  const parkedReason = `Movement ${movement.movementId} was sent before with other content.`;
  const messageId = `movement/${movement.movementId}/${digest}`;
  const row = { source, messageId, digest, orgId, key: null, envelope: null, body: document, expiresAt, parkedReason };
  await storeMessages(tx, [row]);
}

/**
 * Takes movements in, each id once: facts are in the ledger when this answers, requests have a workflow soon after. A fact
 * under the id of an open request is the warehouse's yes.
 *
 * @returns ids that were used before for other content; that content is kept aside, all others count
 */
export async function takeMovements(
  deps: Pick<IntakeDeps, 'db' | 'gateway' | 'log'>,
  incoming: IncomingMovements,
): Promise<string[]> {
  const { orgId, source, facts, items, dueAt } = incoming;
  const rowOf = ({ movement, digest, document }: IncomingMovement): NewMovement => {
    const { movementId, businessUnitId, buildingId } = movement;
    const name = { orgId, movementId, businessUnitId, buildingId, source, digest, document };
    return { ...name, status: facts ? 'POSTED' : 'REQUESTED', dueAt: facts ? null : dueAt };
  };
  const first = new Map<string, IncomingMovement>();
  for (const item of items) if (!first.has(item.movement.movementId)) first.set(item.movement.movementId, item);
  const { fresh, conflicts, answered } = await deps.db.transaction(async (tx) => {
    const fresh = await keepMovements(tx, [...first.values()].map(rowOf));
    const known = await holdMovements(tx, orgId, [...first.keys()]);
    const rows = new Map(known.map((row) => [row.movementId, row]));
    const odd = items.filter(({ movement, digest }) => rows.get(movement.movementId)?.digest !== digest);
    for (const item of odd) await park(tx, incoming, item);
    const isOpen = (row: MovementRecord | undefined): boolean => row !== undefined && row.status !== 'POSTED';
    const due = [...first.values()].filter((item) => {
      const { movementId } = item.movement;
      return facts && !odd.includes(item) && (fresh.has(movementId) || isOpen(rows.get(movementId)));
    });
    await enterMovements(tx, orgId, due.map(({ movement }) => movement)); // prettier-ignore
    const answered = due.filter(({ movement }) => !fresh.has(movement.movementId));
    return { fresh, conflicts: odd, answered };
  });
  const moved = facts ? answered.map(({ movement }) => movement.movementId) : [...fresh];
  for (const movementId of moved) lookLater(deps, { orgId, movementId });
  return [...new Set(conflicts.map(({ movement }) => movement.movementId))];
}
