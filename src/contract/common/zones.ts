import type { Instant } from '../../domain/order/state';

const DAY = 24 * 3_600_000;
const clocks = new Map<string, Intl.DateTimeFormat>();

/** Whether a name is one of a time zone that we know the clock of; an offset is none. */
export function isTimeZone(zone: string): boolean {
  if (!/^[A-Za-z]/.test(zone)) return false;
  try {
    clockOf(zone);
    return true;
  } catch {
    return false;
  }
}

function clockOf(zone: string): Intl.DateTimeFormat {
  const known = clocks.get(zone);
  if (known) return known;
  const clock = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' });
  clocks.set(zone, clock);
  return clock;
}

/** What a clock in the zone shows at a moment (milliseconds since 1970): `YYYY-MM-DDTHH:MM:SS`. */
export const shownIn = (zone: string, at: number): string => clockOf(zone).format(at).replace(' ', 'T');

/** How far a zone's clock is ahead of UTC, milliseconds; 0 in years that no calendar of ours writes with four digits. */
function aheadBy(zone: string, at: number): number {
  if (zone === 'UTC') return 0;
  const second = Math.floor(at / 1000) * 1000;
  return Date.parse(`${shownIn(zone, second)}Z`) - second || 0;
}

/**
 * The instant of a clock time `YYYY-MM-DDTHH:MM:SS[.sss]` in an IANA zone. Of two equal clock times the earlier is meant, or
 * the later; one that spring skips is read as if the clock had not been put forward.
 */
export function fromZone(local: string, zone: string, which: 'earlier' | 'later' = 'earlier'): Instant {
  const asUtc = Date.parse(`${local}Z`);
  const wanted = local.slice(0, 'YYYY-MM-DDTHH:MM:SS'.length);
  const before = aheadBy(zone, asUtc - DAY);
  const after = aheadBy(zone, asUtc + DAY);
  const shows = (ahead: number): boolean => shownIn(zone, asUtc - ahead) === wanted;
  const offset = (which === 'earlier' ? [before, after] : [after, before]).find(shows) ?? before;
  return new Date(asUtc - offset).toISOString();
}

/** When a day `YYYY-MM-DD` begins in a zone. */
export const startOfDay = (day: string, zone: string): Instant => fromZone(`${day}T00:00:00`, zone);

/** The last millisecond of a day in a zone. */
export const endOfDay = (day: string, zone: string): Instant => fromZone(`${day}T23:59:59.999`, zone, 'later');
