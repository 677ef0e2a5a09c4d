import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openHome, type Home } from '../../dev/home';
import { removeOutside } from '../../dev/postgres/place';

/** A home of its own in the temporary folder (mode 0700, as `mktemp -d` makes it). */
export function makeTestHome(): Home {
  return openHome({ WAYBILL_HOME: mkdtempSync(join(tmpdir(), 'waybill-test-')) });
}

/** Removes the home and what it keeps outside of itself. */
export function removeTestHome(home: Home): void {
  removeOutside(home);
  rmSync(home.dir, { recursive: true, force: true });
}
