import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';

export function runnable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

/** First program of this name on `PATH`. */
export function onPath(env: NodeJS.ProcessEnv, name: string): string | null {
  const folders = (env.PATH ?? '').split(delimiter).filter(Boolean);
  return folders.map((folder) => join(folder, name)).find(runnable) ?? null;
}
