import { execFileSync } from 'node:child_process';
import { readdirSync, readlinkSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Home } from '../../dev/home';

const dataOf = (home: Home): string => join(home.read<{ dir: string }>('postgres')?.dir ?? '', 'data');
const copyOf = (home: Home): string => `${dataOf(home)}.copy`;

/** A server's processes, backends too, have their data folder as working directory. Linux only. */
function worksIn(pid: string, data: string): boolean {
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === data;
  } catch {
    return false;
  }
}

/** Backends outlive a killed server for a moment. */
async function untilQuiet(data: string): Promise<void> {
  const until = Date.now() + 20_000;
  while (readdirSync('/proc').some((pid) => /^\d+$/.test(pid) && worksIn(pid, data))) {
    if (Date.now() > until) throw new Error(`still at work in ${data}`);
    await delay(50);
  }
}

/** Keeps a copy of the cluster of a server that is down. */
export async function backUp(home: Home): Promise<void> {
  await untilQuiet(dataOf(home));
  rmSync(copyOf(home), { recursive: true, force: true });
  execFileSync('cp', ['-a', dataOf(home), copyOf(home)]);
}

/** Puts the copy in the place of the cluster of a server that is down. */
export async function putBack(home: Home): Promise<void> {
  await untilQuiet(dataOf(home));
  rmSync(dataOf(home), { recursive: true });
  execFileSync('cp', ['-a', copyOf(home), dataOf(home)]);
}
