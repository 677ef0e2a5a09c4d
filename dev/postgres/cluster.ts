import { execFile } from 'node:child_process';
import { chownSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Sentence } from '../sentence';
import type { Account } from './account';
import type { Binaries } from './binaries';
import { hasCluster } from './place';

export const SUPERUSER = 'waybill';

/** Makes the cluster in `place/data` unless it is there; an interrupted attempt leaves only `data.new`. */
export async function ensureCluster(
  binaries: Binaries,
  place: string,
  account: Account | null,
  password: string,
): Promise<string> {
  const data = join(place, 'data');
  if (hasCluster(place)) return checkVersion(binaries.version, data);
  const fresh = join(place, 'data.new');
  const passwordFile = join(place, 'password');
  rmSync(fresh, { recursive: true, force: true });
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (account) chownSync(passwordFile, account.uid, account.gid);
  // The built-in locale needs none of the system's; it is the same on every machine.
  const locale = ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C', '-E', 'UTF8'];
  const args = ['-D', fresh, '-U', SUPERUSER, '-A', 'scram-sha-256', '--pwfile', passwordFile, ...locale];
  try {
    await promisify(execFile)(join(binaries.dir, 'bin', 'initdb'), args, { cwd: '/', ...account });
  } catch (error) {
    const { stderr, message } = error as { stderr?: string; message: string };
    throw new Sentence(`PostgreSQL could not make its data folder in ${place}: ${stderr?.trim() || message}`);
  } finally {
    rmSync(passwordFile, { force: true });
  }
  renameSync(fresh, data);
  return data;
}

function checkVersion(version: string, data: string): string {
  const major = readFileSync(join(data, 'PG_VERSION'), 'utf8').trim();
  if (version.startsWith(`${major}.`)) return data;
  throw new Sentence(
    `The database in ${data} is of PostgreSQL ${major}, the installed one is ${version}: npm run reset empties the home.`,
  );
}
