import { customType } from 'drizzle-orm/pg-core';
import type { Instant } from '../../domain/order';

/** PostgreSQL's text of a `timestamptz`, in any zone, as an instant of ours. */
export function toInstant(value: string | Date): Instant {
  return new Date(value).toISOString();
}

/**
 * `timestamptz(3)`: as fine as an instant of ours, so that a value read and sent back as a cursor compares equal
 * to the stored one (with microseconds a page would skip rows).
 */
export const instant = customType<{ data: Instant; driverData: string }>({
  dataType: () => 'timestamp (3) with time zone',
  fromDriver: toInstant,
});
