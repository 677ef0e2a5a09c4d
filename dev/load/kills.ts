import { setTimeout as delay } from 'node:timers/promises';
import type { Home } from '../home';

/** A stack that runs: its parts are in the home's `run.json`, which the supervisor keeps. */
export interface Running {
  home: Home;
  demo: { apiUrl: string };
}

export type Parts = Record<string, number>;
export const partsOf = (home: Home): Parts => home.read<{ parts: Parts }>('run')?.parts ?? {};

/** `kill -9` of the parts of these names; answers their pids. */
export function killParts(home: Home, names: string[]): Parts {
  const parts = partsOf(home);
  const killed = Object.fromEntries(names.flatMap((name) => (parts[name] ? [[name, parts[name]]] : [])));
  for (const pid of Object.values(killed)) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It has ended of itself.
    }
  }
  return killed;
}

/** `kill -9` of one part or of all at once, by lot; answers whom it met. */
export function killByLot(home: Home, lot = Math.random()): Parts {
  const names = Object.keys(partsOf(home));
  const one = names[Math.floor(lot * (names.length + 1))];
  return killParts(home, one === undefined ? names : [one]);
}

const isReady = ({ demo }: Running): Promise<boolean> =>
  fetch(`${demo.apiUrl}/readyz`, { signal: AbortSignal.timeout(5_000) }).then(
    ({ status }) => status === 200,
    () => false,
  );

/** Waits until the killed parts are there again under other pids and the API says that it is ready. */
export async function untilWhole(stack: Running, killed: Parts, ms = 60_000): Promise<void> {
  const until = Date.now() + ms;
  const back = (): boolean => {
    const now = partsOf(stack.home);
    return Object.entries(killed).every(([name, pid]) => now[name] !== undefined && now[name] !== pid);
  };
  while (!back() || !(await isReady(stack))) {
    if (Date.now() > until) throw new Error(`not back after ${ms} ms: ${Object.keys(killed).join(', ')}`);
    await delay(100);
  }
}
