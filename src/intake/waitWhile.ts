import { setTimeout as sleep } from 'node:timers/promises';

const LOOK_MS = 10;

/** Waits while something holds, at most `patienceMs` milliseconds, looking every few of them. */
export async function waitWhile(holds: () => boolean | Promise<boolean>, patienceMs: number): Promise<void> {
  for (const until = Date.now() + patienceMs; Date.now() < until; await sleep(LOOK_MS)) if (!(await holds())) return;
}
