import { discardParked, listUnplaced, type ParkedMessage, type UnplacedMark } from '../store/inbox';
import { receiveCallbacks } from './receive';
import type { ReceiveDeps } from './deps';
import type { IncomingCallback, IntakeDeps } from './types';

/**
 * Maps a parked message that came without an order anew. Its form is a published one, which the intake does not know;
 * what still has no order comes back without a key, or not at all.
 */
export type MapAnew = (message: ParkedMessage) => Promise<IncomingCallback[]>;

/** Hands a parked message to the orders that it is about; it stays parked while a part has none. False: nothing placed. */
export async function placeMessage(
  deps: ReceiveDeps,
  message: ParkedMessage,
  mapped: readonly IncomingCallback[],
): Promise<boolean> {
  const placed = mapped.filter(({ key }) => key !== null);
  if (placed.length === 0) return false;
  await receiveCallbacks(deps, { source: message.source, messages: placed });
  if (placed.length === mapped.length) await discardParked(deps.db, message.id, 'Handed to its orders.');
  return true;
}

const EVERY_MS = 2000;
const PAGE = 50;

export interface PlacingDeps extends Pick<IntakeDeps, 'log'>, ReceiveDeps {
  mapAnew: MapAnew;
}

/**
 * Every two seconds, the next fifty messages without an order: a carrier may speak of a booking or a shipment before
 * that is committed here.
 */
export function createPlacing(deps: PlacingDeps): () => Promise<void> {
  let after: UnplacedMark | null = null;
  let dueAt = 0;
  return async () => {
    if (Date.now() < dueAt) return;
    dueAt = Date.now() + EVERY_MS;
    const { rows, next } = await listUnplaced(deps.db, { after, limit: PAGE });
    after = next;
    for (const message of rows) {
      try {
        await placeMessage(deps, message, await deps.mapAnew(message));
      } catch (err) {
        deps.log.warn({ err, message: message.id }, 'a parked message could not be placed');
      }
    }
  };
}
