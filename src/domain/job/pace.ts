import { processed, type JobCounts } from './counts';

/** How many rows were processed at a moment, in milliseconds since 1970. */
export type PaceSample = [at: number, processed: number];

export interface Pace {
  /** Rows a second over the last minute; over the whole job once it is complete. */
  throughputPerSecond: number | null;
  /** ISO instant. */
  estimatedCompletionAt: string | null;
}

/** Milliseconds that the pace looks back, and between two samples. */
const WINDOW_MS = 60_000;
const EVERY_MS = 2_000;
/** Before that it would be a guess. */
const EARLY_MS = 5_000;

/** Adds a moment to the samples; those out of the window are dropped, but for the one that opens it. */
export function sampled(samples: readonly PaceSample[], at: number, count: number): PaceSample[] {
  const last = samples.at(-1);
  if (last && at - last[0] < EVERY_MS) return [...samples];
  const later = samples.findIndex(([then]) => at - then <= WINDOW_MS);
  const kept = later < 0 ? samples.slice(-1) : samples.slice(Math.max(0, later - 1));
  return [...kept, [at, count]];
}

export interface Paced {
  counts: JobCounts;
  samples: readonly PaceSample[];
  startedAt: string | null;
  completedAt: string | null;
}

const perSecond = (rows: number, ms: number): number | null =>
  ms > 0 ? Math.round((rows / ms) * 1000 * 10) / 10 : null;

/** How fast a job goes, and when it will have ended if it goes on like that; nulls while nobody can tell. */
export function paceOf({ counts, samples, startedAt, completedAt }: Paced, now: Date): Pace {
  const nobodyKnows = { throughputPerSecond: null, estimatedCompletionAt: null };
  if (startedAt === null) return nobodyKnows;
  const done = processed(counts);
  const begun = Date.parse(startedAt);
  if (completedAt !== null)
    return { throughputPerSecond: perSecond(done, Date.parse(completedAt) - begun), estimatedCompletionAt: null };
  const at = now.getTime();
  if (at - begun < EARLY_MS) return nobodyKnows;
  const [from, before] = samples[0] ?? [begun, 0];
  const rate = perSecond(done - before, at - from);
  if (rate === null || rate <= 0) return { throughputPerSecond: rate, estimatedCompletionAt: null };
  const estimatedCompletionAt = new Date(at + (counts.pending / rate) * 1000).toISOString();
  return { throughputPerSecond: rate, estimatedCompletionAt };
}
