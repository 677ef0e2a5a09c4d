import type { IncomingCallback } from '../intake/types';
import { recentUnit } from '../store/businessUnits';
import { isWithin } from '../store/scope';
import type { ApiDeps } from './deps';
import type { Sender } from './sender';

/**
 * Takes the order's key from messages that name a business unit which is not the sender's, so that nobody reaches
 * another tenant's order: such a message is kept like any other that nobody can place.
 */
export async function onlyOwnUnits(
  { db }: ApiDeps,
  { scope }: Sender,
  messages: readonly IncomingCallback[],
): Promise<IncomingCallback[]> {
  const named = [...new Set(messages.flatMap(({ key }) => key?.businessUnitId ?? []))];
  const found = await Promise.all(named.map((id) => recentUnit(db, id)));
  const own = new Set(
    found.flatMap((unit) => (unit && isWithin(scope, { ...unit, businessUnitId: unit.id }) ? unit.id : [])),
  );
  return messages.map((message) => {
    if (!message.key || own.has(message.key.businessUnitId)) return message;
    return { ...message, key: null, callback: null };
  });
}
