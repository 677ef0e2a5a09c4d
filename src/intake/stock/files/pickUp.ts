import { createHash } from 'node:crypto';
import { stockLane, type StockJobType } from '../../../domain/stock';
import { recentUnit, unitServing, type BusinessUnit } from '../../../store/businessUnits';
import { findRepeated } from '../../../store/stock/jobs';
import { createJob, type JobDeps, type StagedRow } from '../../jobs';
import { withCopy, type LocalCopy } from './copy';
import { countRow, type ReadRow } from './countRow';
import { csvRows } from './csvRows';
import { FileFault, TRIGGER, type FilePlace, type PlacedFile } from './place';
import { splitRows } from './split';
import { textOf } from './text';
import { unzip } from './unzip';
import { xmlRows } from './xmlRows';

const NAME = /^KIBO_(REFRESH|UPDATE)_\d{12}\.zip$/;
const TYPES: Record<string, StockJobType> = { REFRESH: 'REFRESH', UPDATE: 'ADJUST' };
const READERS: Record<string, (text: AsyncIterable<string>) => AsyncIterable<ReadRow>> = {
  csv: csvRows,
  xml: xmlRows,
};
const MOST_BYTES = 100_000_000;
const MOST_UNPACKED = 500_000_000;
const MOST_ROWS = 2_000_000;
const MOST_LOCATIONS = 1_000;

/** Whose location it is: the folder says so, else the first business unit that it serves. */
async function unitOf({ db }: JobDeps, folder: string, locationCode: string): Promise<BusinessUnit> {
  const unit = folder === '' ? await unitServing(db, locationCode) : await recentUnit(db, folder);
  if (unit) return unit;
  throw new FileFault(folder === '' ? 'there is no business unit' : 'the folder is not named like a business unit');
}

/** By the ending of its name; what systems add beside the data is none. */
const readerOf = (name: string) => {
  const [, ending = ''] = /^(?!__MACOSX\/)(?:.*\/)?[^./][^/]*\.(csv|xml)$/i.exec(name) ?? [];
  return READERS[ending.toLowerCase()];
};

async function* rowsOf({ path }: LocalCopy): AsyncGenerator<ReadRow> {
  let files = 0;
  let rows = 0;
  for await (const { name, content } of unzip(path, MOST_UNPACKED, (one) => readerOf(one) !== undefined)) {
    files += 1;
    for await (const row of readerOf(name)?.(textOf(content)) ?? []) {
      rows += 1;
      if (rows > MOST_ROWS) throw new FileFault(`the archive has more than ${MOST_ROWS} rows`);
      yield row;
    }
  }
  if (files === 0) throw new FileFault('there is no CSV or XML file in the archive');
}

/** The same location of the same file has its job already. */
class AlreadyTaken extends Error {}

/** One location's rows become a job, once: a file that is met again, after a crash, has the jobs that it made. */
async function takeLocation(
  deps: JobDeps,
  { folder, name }: PlacedFile,
  copy: LocalCopy,
  locationCode: string,
  rows: AsyncIterable<ReadRow>,
  type: StockJobType,
): Promise<void> {
  const unit = await unitOf(deps, folder, locationCode);
  const sha256 = createHash('sha256')
    .update(JSON.stringify([name, copy.sha256, locationCode]))
    .digest('hex');
  async function* staged(): AsyncGenerator<StagedRow> {
    for await (const row of rows) yield countRow(row, type === 'REFRESH');
  }
  if ((await findRepeated(deps.db, unit.id, sha256)).length > 0) {
    for await (const row of rows) void row;
    return;
  }
  const made = createJob(deps, {
    kind: 'inventory',
    orgId: unit.orgId,
    businessUnitId: unit.id,
    lane: stockLane(unit.id, locationCode),
    params: { mode: 'ALLOW_PARTIAL', type, locationCode },
    createdBy: 'file',
    source: { format: 'file', bytes: copy.bytes, sha256, fileName: name },
    rows: staged(),
    // Two processes may read one file while the lead changes hands; the second finds what the first has made.
    async within(tx, job) {
      const [first] = await findRepeated(tx, unit.id, sha256);
      if (first && first.jobId !== job.jobId) throw new AlreadyTaken();
    },
  });
  await made.catch((err: unknown) => {
    if (!(err instanceof AlreadyTaken)) throw err;
  });
}

/** One job for each location of a file. Answers how many locations it has. */
async function takeFile(deps: JobDeps, place: FilePlace, file: PlacedFile): Promise<number> {
  const [, sort = ''] = NAME.exec(file.name) ?? [];
  const type = TYPES[sort];
  if (!type) throw new FileFault('the name is not KIBO_REFRESH_ or KIBO_UPDATE_ with twelve digits and .zip');
  return withCopy(await place.fetch(file), MOST_BYTES, async (copy) => {
    let locations = 0;
    const taken = await splitRows(
      rowsOf(copy),
      ({ cells }) => cells.locationCode ?? '',
      (locationCode, rows) => {
        locations += 1;
        if (locations > MOST_LOCATIONS) throw new FileFault(`the archive has more than ${MOST_LOCATIONS} locations`);
        return takeLocation(deps, file, copy, locationCode, rows, type);
      },
    );
    return taken.length;
  });
}

/** Files whose trigger has come after them, oldest name first. */
export function readyFiles(files: readonly PlacedFile[]): PlacedFile[] {
  const nameOf = ({ folder, name }: PlacedFile): string => `${folder}/${name}`;
  const written = new Map(files.map((file) => [nameOf(file), file.modifiedMs]));
  const isReady = (file: PlacedFile): boolean => (written.get(nameOf(file) + TRIGGER) ?? -1) >= file.modifiedMs;
  return files
    .filter((file) => !file.name.endsWith(TRIGGER) && isReady(file))
    .sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
}

/**
 * Takes in the count files that lie ready in a place, and puts them into `archive/`, or into `failed/` where nothing can be
 * made of them. One that cannot be fetched or written now is met again at the next look, and hurts no other. Answers how many
 * were taken in.
 */
export async function pickUpFiles(deps: JobDeps, place: FilePlace): Promise<number> {
  let taken = 0;
  try {
    for (const file of readyFiles(await place.list())) {
      const said = { place: place.name, folder: file.folder, file: file.name };
      try {
        const jobs = await takeFile(deps, place, file);
        await place.archive(file, 'archive');
        deps.log.info({ ...said, jobs }, 'a count file was taken in');
        taken += 1;
      } catch (err) {
        if (err instanceof FileFault) {
          deps.log.error({ ...said, reason: err.message }, 'a count file is not readable');
          await place.archive(file, 'failed');
        } else deps.log.error({ ...said, err }, 'a count file was not taken in and will be met again');
      }
    }
  } finally {
    await place.close();
  }
  return taken;
}
