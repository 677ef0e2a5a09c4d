import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { stockLane, type StockJobType } from '../../../domain/stock';
import { recentUnit, unitServing, type BusinessUnit } from '../../../store/businessUnits';
import { findRepeated } from '../../../store/stock/jobs';
import { createJob, type JobDeps } from '../../jobs';
import { countRows } from './countRows';
import { unzip, ZipFault } from './zip';

const TRIGGER = '.done';
const NAME = /^KIBO_(REFRESH|UPDATE)_\d{12}\.zip$/;
const TYPES: Record<string, StockJobType> = { REFRESH: 'REFRESH', UPDATE: 'ADJUST' };
const MOST_BYTES = 100_000_000;
const MOST_UNPACKED = 500_000_000;

/** Where a file goes when it has been dealt with, beside where it lay. */
type Shelf = 'archive' | 'failed';

async function putAside(folder: string, name: string, shelf: Shelf): Promise<void> {
  await mkdir(join(folder, shelf), { recursive: true });
  for (const file of [name, name + TRIGGER]) {
    // What another run has moved already is where it should be.
    await rename(join(folder, file), join(folder, shelf, file)).catch(() => undefined);
  }
}

/** Whose location it is: the folder says so, else the first business unit that it serves. */
async function unitOf({ db }: JobDeps, unitId: string | null, locationCode: string): Promise<BusinessUnit> {
  const unit = unitId === null ? await unitServing(db, locationCode) : await recentUnit(db, unitId);
  if (unit) return unit;
  throw new ZipFault(unitId === null ? 'there is no business unit' : 'the folder is not named like a business unit');
}

/** One job for each location of a file; a file that is met again, after a crash, has the jobs it made. */
async function takeFile(deps: JobDeps, unitId: string | null, folder: string, name: string): Promise<number> {
  const [, sort = ''] = NAME.exec(name) ?? [];
  const type = TYPES[sort];
  if (!type) throw new ZipFault('the name is not KIBO_REFRESH_ or KIBO_UPDATE_ with twelve digits');
  if ((await stat(join(folder, name))).size > MOST_BYTES) throw new ZipFault(`more than ${MOST_BYTES} bytes`);
  const zip = await readFile(join(folder, name));
  const digest = createHash('sha256').update(zip).digest('hex');
  const [csv] = unzip(zip, MOST_UNPACKED).filter((entry) => entry.name.toLowerCase().endsWith('.csv'));
  if (!csv) throw new ZipFault('there is no CSV file in the archive');
  const locations = countRows(csv.content.toString('utf8'), type === 'REFRESH');
  for (const { locationCode, rows } of locations) {
    const unit = await unitOf(deps, unitId, locationCode);
    const sha256 = createHash('sha256')
      .update(JSON.stringify([name, digest, locationCode]))
      .digest('hex');
    if ((await findRepeated(deps.db, unit.id, sha256)).length > 0) continue;
    await createJob(deps, {
      kind: 'inventory',
      orgId: unit.orgId,
      businessUnitId: unit.id,
      lane: stockLane(unit.id, locationCode),
      params: { mode: 'ALLOW_PARTIAL', type, locationCode },
      createdBy: 'file',
      source: { format: 'csv', bytes: zip.length, sha256, fileName: name },
      rows,
    });
  }
  return locations.length;
}

/** Files whose trigger has come: `<name>.zip.done` beside `<name>.zip`. */
async function readyFiles(folder: string): Promise<string[]> {
  const names = await readdir(folder);
  return names
    .filter((name) => name.endsWith(TRIGGER) && names.includes(name.slice(0, -TRIGGER.length)))
    .map((name) => name.slice(0, -TRIGGER.length))
    .sort();
}

/** Takes in the files of one folder; what cannot be read is put aside and hurts nothing else. */
async function takeFolder(deps: JobDeps, unitId: string | null, folder: string): Promise<number> {
  let taken = 0;
  for (const name of await readyFiles(folder)) {
    try {
      const jobs = await takeFile(deps, unitId, folder, name);
      await putAside(folder, name, 'archive');
      deps.log.info({ file: name, jobs }, 'a count file was taken in');
      taken += 1;
    } catch (err) {
      const unreadable = err instanceof ZipFault || (err as { code?: unknown }).code?.toString().startsWith('CSV_');
      if (!unreadable) throw err;
      deps.log.error({ file: name, reason: (err as Error).message }, 'a count file is not readable');
      await putAside(folder, name, 'failed');
    }
  }
  return taken;
}

/**
 * Takes in the count files that lie ready in a folder, or in a business unit's own one below it, oldest name first, and puts
 * them into `archive/`, or into `failed/` where nothing can be made of them. Answers how many were taken in.
 */
export async function pickUpFiles(deps: JobDeps, dir: string): Promise<number> {
  const below = (await readdir(dir, { withFileTypes: true })).filter((entry) => entry.isDirectory());
  let taken = await takeFolder(deps, null, dir);
  for (const { name } of below) {
    if (name !== 'archive' && name !== 'failed') taken += await takeFolder(deps, name, join(dir, name));
  }
  return taken;
}
