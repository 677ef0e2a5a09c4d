import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { Sentence } from '../sentence';

/** The system user that PostgreSQL runs as. */
export interface Account {
  uid: number;
  gid: number;
}

/** PostgreSQL refuses to run as root: another user then, who must be in /etc/passwd; null when we are not root. */
export function databaseAccount(): Account | null {
  if (process.getuid?.() !== 0) return null;
  const users = readFileSync('/etc/passwd', 'utf8').split('\n');
  for (const name of ['postgres', 'nobody']) {
    const [, , uid, gid] = users.find((line) => line.startsWith(`${name}:`))?.split(':') ?? [];
    if (uid !== undefined && Number(uid) > 0) return { uid: Number(uid), gid: Number(gid) };
  }
  throw new Sentence(
    'PostgreSQL may not run as root and there is no user postgres or nobody: start as another user, or set DATABASE_URL.',
  );
}

/** Whether the user can enter a folder: asked of the system, since any folder above may forbid it. */
export function canEnter(dir: string, account: Account | null): boolean {
  const { status } = spawnSync('/bin/sh', ['-c', 'test -x "$1"', 'sh', dir], {
    cwd: '/',
    stdio: 'ignore',
    ...account,
  });
  return status === 0;
}
