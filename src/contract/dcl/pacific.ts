import type { Instant } from '../../domain/order';

/** The vendor's clock: a time without a zone is read on it, and days begin by it. */
const ZONE = 'America/Los_Angeles';
/** Its winter and summer time, hours behind UTC; the earlier of two equal clock times is the summer one. */
const OFFSETS = [7, 8] as const;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const clock = new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE, dateStyle: 'short', timeStyle: 'medium' });

/** What the clock shows: `YYYY-MM-DDTHH:MM:SS`. */
const shown = (at: number): string => clock.format(at).replace(' ', 'T');

/** The instant of a Pacific clock time `YYYY-MM-DDTHH:MM:SS[.sss]`; one that spring skips counts as winter time. */
export function fromPacific(local: string): Instant {
  const asUtc = Date.parse(`${local}Z`);
  const wanted = local.slice(0, 19);
  const offset = OFFSETS.find((hours) => shown(asUtc + hours * HOUR) === wanted) ?? 8;
  return new Date(asUtc + offset * HOUR).toISOString();
}

/** When a Pacific day, `YYYY-MM-DD`, begins. */
export const startOfPacificDay = (day: string): Instant => fromPacific(`${day}T00:00:00`);

/** The last millisecond of a Pacific day. */
export function endOfPacificDay(day: string): Instant {
  const next = new Date(Date.parse(`${day}T00:00:00Z`) + DAY).toISOString().slice(0, 10);
  return new Date(Date.parse(startOfPacificDay(next)) - 1).toISOString();
}

/** The Pacific day of an instant. */
export const pacificDay = (at: Instant): string => shown(Date.parse(at)).slice(0, 10);

/** The Pacific clock time of an instant, with its offset: `2026-03-04T09:15:00-08:00`. */
export function pacificTime(at: Instant): string {
  const instant = Date.parse(at);
  const local = shown(instant);
  const hours = Math.round((instant - Date.parse(`${local}Z`)) / HOUR);
  return `${local}-0${hours}:00`;
}
