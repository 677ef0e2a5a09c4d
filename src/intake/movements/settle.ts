import type { Movement, MovementStatus } from '../../domain/stock';
import type { Database, Queries } from '../../store/database';
import { holdMovements, markPosted, type MovementName, type MovementRecord } from '../../store/movements';
import { postMovements } from '../../store/stock/move';

/** The movement of a row; its document is of a published form, which the intake does not know. */
export type ReadMovement = (row: MovementRecord) => Movement;

/**
 * Enters movements that have happened, and says with each whose serial numbers were not where the ledger has them. The last
 * stock that the transaction writes.
 */
export async function enterMovements(tx: Queries, orgId: string, movements: readonly Movement[]): Promise<void> {
  const doubtful = await postMovements(tx, movements);
  for (const { movementId, skuId, serials } of movements) {
    const odd = serials.filter((serial) => doubtful.some((one) => one.skuId === skuId && one.serial === serial));
    const reason = odd.length === 0 ? null : `Counted without serial numbers, which lie elsewhere: ${odd.join(', ')}.`;
    await markPosted(tx, { orgId, movementId }, reason);
  }
}

/** Posts a movement that the warehouse has promised, once. Answers where it stands. */
export function settleMovement(db: Database, name: MovementName, read: ReadMovement): Promise<MovementStatus> {
  return db.transaction(async (tx) => {
    const [row] = await holdMovements(tx, name.orgId, [name.movementId]);
    if (!row) throw new RangeError(`no movement ${name.movementId}`);
    if (row.status !== 'ACCEPTED') return row.status;
    await enterMovements(tx, name.orgId, [read(row)]);
    return 'POSTED';
  });
}
