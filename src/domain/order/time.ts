import type { Instant } from './state';

/** The instant `ms` milliseconds after `at`. */
export const plus = (at: Instant, ms: number): Instant => new Date(Date.parse(at) + ms).toISOString();

/** The earliest of the given instants, null when there is none. */
export const earliest = (instants: readonly (Instant | null)[]): Instant | null =>
  instants.reduce<Instant | null>((first, at) => (at !== null && (first === null || at < first) ? at : first), null);
