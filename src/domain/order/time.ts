import type { Instant } from './state';

/** The instant `ms` milliseconds after `at`. */
export const plus = (at: Instant, ms: number): Instant => new Date(Date.parse(at) + ms).toISOString();
