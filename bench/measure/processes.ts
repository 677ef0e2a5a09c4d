import { readdirSync, readFileSync } from 'node:fs';

/** What Linux counts processor time in; the same on every machine that Node runs on. */
const TICK_MS = 10;

/** Fields of `/proc/<pid>/stat` after the name: state first, then the parent's pid. */
function statOf(pid: number): string[] | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ');
  } catch {
    return null;
  }
}

const ticks = (stat: string[], ...fields: number[]): number =>
  fields.reduce((sum, field) => sum + Number(stat[field] ?? 0), 0);

/**
 * Processor milliseconds of a process and its children since they started, those that have ended included;
 * `except` names children that belong to the measurement. Linux only, elsewhere 0.
 */
export function cpuMs(pid: number, except: readonly number[] = []): number {
  const own = statOf(pid);
  if (!own) return 0;
  const children = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => [Number(name), statOf(Number(name))] as const)
    .filter(([child, stat]) => stat && Number(stat[1]) === pid && !except.includes(child));
  const theirs = children.reduce((sum, [, stat]) => sum + ticks(stat ?? [], 11, 12), 0);
  return (ticks(own, 11, 12, 13, 14) + theirs) * TICK_MS;
}

/** Resident memory of a process, MB. */
export function residentMb(pid: number): number {
  const [, kb] = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kb ?? NaN) / 1024;
}
