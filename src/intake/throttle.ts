/** Remembers what was poked, so that the same row is not poked again before its time, and ever more rarely. */
export interface Throttle {
  /** Whether `id` may be poked now; a yes counts as a poke. */
  take(id: string, now?: number): boolean;
  /** The last poke did not count after all. */
  forget(id: string): void;
}

/** After the first poke `firstMs` must pass, then twice that, up to `lastMs`; what was not asked for in `2 × lastMs` is forgotten. */
export function createThrottle(firstMs: number, lastMs: number): Throttle {
  const poked = new Map<string, { at: number; waitMs: number }>();
  let cleanedAt = 0;
  return {
    take(id, now = Date.now()) {
      if (now - cleanedAt > lastMs) {
        for (const [old, { at }] of poked) if (now - at > 2 * lastMs) poked.delete(old);
        cleanedAt = now;
      }
      const last = poked.get(id);
      if (last && now - last.at < last.waitMs) return false;
      poked.set(id, { at: now, waitMs: last ? Math.min(last.waitMs * 2, lastMs) : firstMs });
      return true;
    },
    forget: (id) => void poked.delete(id),
  };
}
