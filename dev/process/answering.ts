import { setTimeout as delay } from 'node:timers/promises';
import { Sentence } from '../sentence';
import type { Running } from './running';

/**
 * Resolves when `url` answers 200; throws a sentence when the process has ended or `limitMs` are over, with the
 * last answer in it.
 */
export async function untilAnswering(
  name: string,
  running: Running,
  url: string,
  limitMs: number,
  log: string,
): Promise<void> {
  const until = Date.now() + limitMs;
  let ended: string | null = null;
  void running.ended.then((how) => (ended = how));
  let last = 'no answer';
  while (ended === null && Date.now() < until) {
    try {
      const response = await fetch(url, { signal: AbortSignal.timeout(2_000) });
      if (response.ok) return;
      last = `${response.status} ${(await response.text()).slice(0, 300)}`;
    } catch {
      // Not listening yet.
    }
    await delay(50);
  }
  throw new Sentence(`${name} ${ended ?? `is not ready after ${limitMs / 1000} s (${last})`}: see ${log}.`);
}
