import { createHash } from 'node:crypto';
import { chownSync, existsSync, lstatSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Home } from '../home';
import { canEnter, type Account } from './account';

/** Where the cluster of a home lies; kept in the home as `postgres.json`. */
interface Place {
  dir: string;
}

/** `/var/tmp` folder of a home that the database's user cannot enter. */
function outside(home: Home): string {
  return `/var/tmp/waybill-${createHash('sha256').update(home.dir).digest('hex').slice(0, 16)}`;
}

function ownedBy(dir: string, account: Account | null): boolean {
  const found = lstatSync(dir, { throwIfNoEntry: false });
  return found?.isDirectory() === true && (!account || found.uid === account.uid);
}

/**
 * Folder for the cluster, made for the account where it is missing. It is in the home, or, where the home is
 * closed to the account (0700 of root), in `/var/tmp` under a name made from the home's path.
 */
export function clusterPlace(home: Home, account: Account | null): string {
  const known = home.read<Place>('postgres')?.dir;
  if (known && ownedBy(known, account)) return known;
  const inside = home.path('postgres');
  mkdirSync(inside, { recursive: true });
  const dir = canEnter(home.dir, account) ? inside : outside(home);
  if (dir !== inside) {
    // Without a record it belonged to an earlier home of this path: its password is lost.
    rmSync(inside, { recursive: true });
    rmSync(dir, { recursive: true, force: true });
    mkdirSync(dir, { mode: 0o700 });
  }
  if (account) chownSync(dir, account.uid, account.gid);
  home.write('postgres', { dir } satisfies Place);
  return dir;
}

/** Removes what the home keeps outside of itself. */
export function removeOutside(home: Home): void {
  const dir = home.read<Place>('postgres')?.dir;
  if (dir === outside(home)) rmSync(dir, { recursive: true, force: true });
}

/** Whether there is a cluster in this place. */
export function hasCluster(place: string): boolean {
  return existsSync(join(place, 'data', 'PG_VERSION'));
}
