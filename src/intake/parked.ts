import { discardParked, findParked, retryParked } from '../store/inbox';
import { findMarks } from '../store/orders/start';
import type { Scope } from '../store/scope';
import type { ReceiveDeps } from './deps';

export { listParked, type ParkedMessage } from '../store/inbox';

/**
 * Tries a parked message again, and hands it to its order when that exists by now.
 *
 * @returns `unknown` when it is not parked (any more) or out of scope, `parked` when its order is still not known
 */
export async function retryMessage(
  deps: ReceiveDeps,
  scope: Scope,
  id: string,
): Promise<'unknown' | 'parked' | 'pending'> {
  const message = await findParked(deps.db, scope, id);
  if (!message) return 'unknown';
  const key = await retryParked(deps.db, id);
  if (!key || !message.envelope) return 'parked';
  const [mark] = await findMarks(deps.db, [key]);
  deps.courier.carry([{ key, envelope: message.envelope, startedIn: mark?.startedIn ?? null }]);
  return 'pending';
}

/** A person's word that a parked message means nothing to us: it stays, with the reason. False when it is not parked. */
export async function discardMessage(
  deps: Pick<ReceiveDeps, 'db'>,
  scope: Scope,
  id: string,
  reason: string,
): Promise<boolean> {
  return (await findParked(deps.db, scope, id)) !== null && discardParked(deps.db, id, reason);
}
