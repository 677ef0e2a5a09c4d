import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, realpathSync, renameSync, statfsSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ROOT } from './root';
import { Sentence } from './sentence';

const MIB = 1024 * 1024;

/** `WAYBILL_HOME`: data, secrets and logs of one stack. */
export interface Home {
  dir: string;
  /** Path of a file in the home. */
  path(...parts: string[]): string;
  /** The secret of this name, made at its first use and kept (mode 0600). */
  secret(name: string): string;
  /** A small JSON record that outlives a start, e.g. which port was taken. */
  read<T>(name: string): T | null;
  write(name: string, value: unknown): void;
}

/** Folder that `WAYBILL_HOME` names, by default `.waybill` in the clone; it need not exist. */
export function homeDir(env: NodeJS.ProcessEnv): string {
  return env.WAYBILL_HOME ? resolve(env.WAYBILL_HOME) : join(ROOT, '.waybill');
}

/** Written beside and renamed, so that a reader never sees half a file. */
export function writeWhole(file: string, content: string): void {
  writeFileSync(`${file}.new`, content, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

/** Throws where fewer than `mib` mebibytes are free. */
export function needSpace(dir: string, mib: number): void {
  const { bavail, bsize } = statfsSync(dir);
  const free = Math.floor((bavail * bsize) / MIB);
  if (free >= mib) return;
  throw new Sentence(
    `Only ${free} MiB are free on the disk of ${dir}, the local stack needs ${mib}: free some, or set WAYBILL_HOME to a folder on another disk.`,
  );
}

/** Makes the home where it is missing. */
export function openHome(env: NodeJS.ProcessEnv): Home {
  // Others may pass through (the database's user has its folder in here) but not look around.
  mkdirSync(homeDir(env), { recursive: true, mode: 0o711 });
  const dir = realpathSync(homeDir(env));
  for (const folder of ['logs', 'temporal']) mkdirSync(join(dir, folder), { recursive: true, mode: 0o700 });
  const path = (...parts: string[]): string => join(dir, ...parts);
  const read = <T>(name: string): T | null =>
    existsSync(path(`${name}.json`)) ? (JSON.parse(readFileSync(path(`${name}.json`), 'utf8')) as T) : null;
  const write = (name: string, value: unknown): void =>
    writeWhole(path(`${name}.json`), `${JSON.stringify(value, null, 2)}\n`);
  const secret = (name: string): string => {
    const secrets = read<Record<string, string>>('secrets') ?? {};
    const value = secrets[name] ?? randomBytes(32).toString('base64url');
    if (secrets[name] === undefined) write('secrets', { ...secrets, [name]: value });
    return value;
  };
  return { dir, path, read, write, secret };
}
