import type { Instant } from '../../domain/order';
import { endOfDay, fromZone, shownIn, startOfDay } from '../common/zones';

/** The vendor's clock: a time without a zone is read on it, and days begin by it. */
const ZONE = 'America/Los_Angeles';
const HOUR = 3_600_000;

/** The instant of a Pacific clock time `YYYY-MM-DDTHH:MM:SS[.sss]`; one that spring skips counts as winter time. */
export const fromPacific = (local: string): Instant => fromZone(local, ZONE);

/** When a Pacific day, `YYYY-MM-DD`, begins. */
export const startOfPacificDay = (day: string): Instant => startOfDay(day, ZONE);

/** The last millisecond of a Pacific day. */
export const endOfPacificDay = (day: string): Instant => endOfDay(day, ZONE);

/** The Pacific day of an instant. */
export const pacificDay = (at: Instant): string => shownIn(ZONE, Date.parse(at)).slice(0, 10);

/** The Pacific clock time of an instant, with its offset: `2026-03-04T09:15:00-08:00`. */
export function pacificTime(at: Instant): string {
  const instant = Date.parse(at);
  const local = shownIn(ZONE, instant);
  const hours = Math.round((instant - Date.parse(`${local}Z`)) / HOUR);
  return `${local}-0${hours}:00`;
}
