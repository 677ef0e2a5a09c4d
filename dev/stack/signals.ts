import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

/** A terminal's Ctrl-C arrives twice under npm: from the terminal and passed on by npm. */
const SAME_PRESS_MS = 700;
const PARENT_CHECK_MS = 1_000;

/**
 * Calls `stop` with the first wish to end (Ctrl-C, SIGTERM, a closed terminal, a starter that has gone) and `force`
 * with a second Ctrl-C.
 */
export function onEnd(stop: (why: string) => void, force: () => void): void {
  let since: number | null = null;
  const wish = (why: string): void => {
    if (since === null) {
      since = Date.now();
      stop(why);
    } else if (Date.now() - since > SAME_PRESS_MS) force();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => wish(signal));
  // A test that started us over IPC has ended.
  process.on('disconnect', () => wish('the starter ended'));
  if (process.env.npm_lifecycle_event) void watchParent(() => since === null && wish('npm ended'));
}

/** Pid of a process's parent, as far as the system tells it without a further process. */
function parentOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1] ?? '';
  } catch {
    return '';
  }
}

/** npm runs a script through a shell, so npm is our parent or the parent of that. */
const starters = (): string => `${process.ppid} ${parentOf(process.ppid)}`;

/** `kill -9` of npm leaves its script running, with nobody to stop it. */
async function watchParent(gone: () => void): Promise<void> {
  const parents = starters();
  while (starters() === parents) await delay(PARENT_CHECK_MS, undefined, { ref: false });
  gone();
}
