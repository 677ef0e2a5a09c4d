import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

/** Pids of the living processes that carry this `WAYBILL_HOME`. Linux only. */
export function processesOf(homeDir: string): number[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.map(Number).filter((pid) => pid !== process.pid && carries(pid, homeDir));
}

function carries(pid: number, homeDir: string): boolean {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0').includes(`WAYBILL_HOME=${homeDir}`);
  } catch {
    // It has ended in the meantime.
    return false;
  }
}

/** Waits until no process of this home is left; answers the pids that are left after `limitMs`. */
export async function untilNoneLeft(homeDir: string, limitMs: number): Promise<number[]> {
  const until = Date.now() + limitMs;
  let left = processesOf(homeDir);
  while (left.length > 0 && Date.now() < until) {
    await delay(50);
    left = processesOf(homeDir);
  }
  return left;
}
