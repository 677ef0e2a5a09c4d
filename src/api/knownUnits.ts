import type { IncomingCallback } from '../intake/types';
import { findBusinessUnit } from '../store/businessUnits';
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
  const found = await Promise.all(named.map((id) => findBusinessUnit(db, scope, id)));
  const own = new Set(found.flatMap((unit) => unit?.id ?? []));
  return messages.map((message) => {
    if (!message.key || own.has(message.key.businessUnitId)) return message;
    return { ...message, key: null, callback: null };
  });
}
