import type { CallContext } from '../callContext';

const REPLAYED: Record<string, string> = { 'Idempotent-Replayed': 'true' };

/** The answer to a create: 201 with its path; the same again 200, unless it is a repeat under an idempotency key. */
export function createdReply<T>(
  { idempotency }: CallContext,
  data: T,
  { isNew, href }: { isNew: boolean; href: string },
) {
  const headers: Record<string, string> = { Location: href };
  if (isNew || idempotency?.replayed) return { status: 201 as const, body: { data }, headers };
  return { status: 200 as const, body: { data }, headers: REPLAYED };
}
