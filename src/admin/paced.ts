import { setTimeout as sleep } from 'node:timers/promises';
import pLimit from 'p-limit';

const CONCURRENCY = 8;

/**
 * Does `work` for each item, at most `perSecond` begun in a second and a few at once, so that a tool never takes the
 * service's own share of Temporal and PostgreSQL. Stops at the first failure.
 */
export async function inPace<T>(
  items: readonly T[],
  perSecond: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const limit = pLimit(CONCURRENCY);
  for (let from = 0; from < items.length; from += perSecond) {
    const second = sleep(from + perSecond < items.length ? 1000 : 0);
    await Promise.all(items.slice(from, from + perSecond).map((item) => limit(() => work(item))));
    await second;
  }
}

/** A list in parts of at most `size`. */
export function parts<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, n) => items.slice(n * size, (n + 1) * size));
}
