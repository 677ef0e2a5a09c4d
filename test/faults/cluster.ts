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

const pidsIn = (data: string): number[] =>
  readdirSync('/proc')
    .filter((pid) => /^\d+$/.test(pid) && worksIn(pid, data))
    .map(Number);

/** Runs `work` while the server's processes, backends too, are there, with open sockets, and do nothing. */
export async function whileClusterFrozen<T>(home: Home, work: () => Promise<T>): Promise<T> {
  const pids = pidsIn(dataOf(home));
  for (const pid of pids) process.kill(pid, 'SIGSTOP');
  try {
    return await work();
  } finally {
    for (const pid of pids) process.kill(pid, 'SIGCONT');
  }
}

/** Backends outlive a killed server for a moment. */
async function untilQuiet(data: string): Promise<void> {
  const until = Date.now() + 20_000;
  while (pidsIn(data).length > 0) {
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
