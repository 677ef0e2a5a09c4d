import type { Instant } from '../../domain/order/state';
import { endOfDay, startOfDay } from './zones';

const DAY_LENGTH = 'YYYY-MM-DD'.length;

/** The instant a date or date-time means when it opens something: a plain day means its first moment in the zone. Null stays null. */
export function startOf(value: string | undefined | null, zone = 'UTC'): Instant | null {
  if (!value) return null;
  return value.length === DAY_LENGTH ? startOfDay(value, zone) : new Date(value).toISOString();
}

/** The instant a date or date-time means when it closes something: a plain day means its last millisecond in the zone. */
export function endOf(value: string | undefined | null, zone = 'UTC'): Instant | null {
  if (!value) return null;
  return value.length === DAY_LENGTH ? endOfDay(value, zone) : new Date(value).toISOString();
}
