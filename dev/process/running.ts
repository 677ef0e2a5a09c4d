import type { ChildProcess } from 'node:child_process';
import { closeSync, existsSync, openSync, renameSync, statSync } from 'node:fs';

const LOG_LIMIT_BYTES = 20 * 1024 * 1024;

/** One process of the stack that has been started. */
export interface Running {
  /** Of the process that does the work, not of its guard. */
  pid: number;
  /** Resolves once when it is gone, with how it ended in words. */
  ended: Promise<string>;
  /** Asks it to end and forces it after `limitMs`; resolves when it is gone. */
  stop(limitMs: number): Promise<void>;
  /** Ends it at once. */
  kill(): void;
}

/** Opens a log to append to; one that has grown large is set aside as `.1` first. */
export function openLog(file: string): number {
  if (existsSync(file) && statSync(file).size > LOG_LIMIT_BYTES) renameSync(file, `${file}.1`);
  return openSync(file, 'a', 0o600);
}

/** Runs `work` with the log's descriptor, which the child inherits, and closes ours after. */
export function withLog<T>(file: string, work: (fd: number) => T): T {
  const fd = openLog(file);
  try {
    return work(fd);
  } finally {
    closeSync(fd);
  }
}

/** How a child ended, in words; also when it could not be started. */
export function ending(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(`could not be started (${error.message})`));
    child.once('exit', (code, signal) => resolve(signal ? `was ended by ${signal}` : `ended with code ${code}`));
  });
}

/** Ends by `ask`, then, where that takes longer than `limitMs`, by `force`. */
export async function endWithin(
  ended: Promise<unknown>,
  limitMs: number,
  ask: () => void,
  force: () => void,
): Promise<void> {
  ask();
  const timer = setTimeout(force, limitMs);
  await ended;
  clearTimeout(timer);
}
