import { findIdleMovements, type MovementName } from '../../store/movements';
import { createThrottle } from '../throttle';
import type { IntakeDeps } from '../types';

/** Tells a movement's workflow to look at its row, behind the answer; the sweeper tells those that this does not reach. */
export function lookLater({ gateway, log }: Pick<IntakeDeps, 'gateway' | 'log'>, name: MovementName): void {
  gateway.moveOn(name).catch((err: unknown) => {
    log.warn({ err, movementId: name.movementId }, 'a movement is left to the sweeper');
  });
}

/** A start behind an answer takes milliseconds. */
const IDLE_MS = 5_000;
const EVERY_MS = 3_000;
const PER_SWEEP = 50;
/** Read more than can be done, so that movements that wait do not hide all others. */
const READ = 500;

/** Starts the workflows of movements that none has taken up, and wakes those that overslept. */
export function createMovementSweep({ db, gateway }: Pick<IntakeDeps, 'db' | 'gateway'>) {
  const throttle = createThrottle(10_000, 600_000);
  let dueAt = 0;
  return async (namespaceId: string): Promise<void> => {
    if (Date.now() < dueAt) return;
    dueAt = Date.now() + EVERY_MS;
    const idle = await findIdleMovements(db, { namespaceId, idleMs: IDLE_MS, limit: READ });
    const due = idle.filter(({ orgId, movementId }) => throttle.take(`${namespaceId}/${orgId}/${movementId}`));
    for (const name of due.slice(0, PER_SWEEP)) await gateway.moveOn(name);
  };
}
