import type { Instant } from '../../domain/order/state';

const DAY_LENGTH = 'YYYY-MM-DD'.length;

/** The instant a date or date-time means when it opens something: a plain day means its 00:00Z. Null stays null. */
export function startOf(value: string | undefined | null): Instant | null {
  if (!value) return null;
  return new Date(value.length === DAY_LENGTH ? `${value}T00:00:00.000Z` : value).toISOString();
}

/** The instant a date or date-time means when it closes something: a plain day means its last millisecond, UTC. */
export function endOf(value: string | undefined | null): Instant | null {
  if (!value) return null;
  return new Date(value.length === DAY_LENGTH ? `${value}T23:59:59.999Z` : value).toISOString();
}
