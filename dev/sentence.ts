/** A failure that the user can act on: its message is one clear sentence and is printed without a stack. */
export class Sentence extends Error {}

const KNOWN: Record<string, (path: string) => string> = {
  ENOSPC: (path) =>
    `No space is left on the disk (${path}): free some, or set WAYBILL_HOME to a folder on another disk.`,
  EACCES: (path) => `${path} may not be written: set WAYBILL_HOME to a folder of yours.`,
  EEXIST: (path) => `${path} is not a folder: set WAYBILL_HOME to one.`,
  ENOTDIR: (path) => `${path} is not in a folder: set WAYBILL_HOME to one.`,
  EROFS: (path) => `${path} is on a read-only disk: set WAYBILL_HOME to a folder that can be written.`,
};

/** What to print for an error: a sentence where we know one, else the whole error. */
export function explain(error: unknown): string {
  if (error instanceof Sentence) return error.message;
  const { code, path } = error as NodeJS.ErrnoException;
  const known = code === undefined ? undefined : KNOWN[code];
  if (known) return known(path ?? 'the data folder');
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
