import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

function findRoot(from: string): string {
  return existsSync(join(from, 'package-lock.json')) ? from : findRoot(dirname(from));
}

/** The folder of the clone, the same for this source and for its compiled form in dist/. */
export const ROOT = findRoot(__dirname);

/** Path of a compiled entry, e.g. `worker.js`. */
export function compiled(path: string): string {
  return join(ROOT, 'dist', path);
}
