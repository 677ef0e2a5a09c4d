const LONGEST_MS = 3_600_000;

/** Milliseconds a `Retry-After` header asks for (seconds or an HTTP date), at most an hour; undefined when there is none. */
export function retryAfterMs(header: string | null, now = Date.now()): number | undefined {
  if (!header) return undefined;
  const seconds = Number(header);
  const ms = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(header) - now;
  if (!Number.isFinite(ms)) return undefined;
  return Math.min(Math.max(Math.round(ms), 0), LONGEST_MS);
}
