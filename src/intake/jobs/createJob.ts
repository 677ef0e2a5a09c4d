import {
  dropStaged,
  findSameContent,
  sealJob,
  stageJob,
  stageRows,
  type JobRecord,
  type JobSource,
  type RowToStage,
} from '../../store/jobs';
import type { Database, Queries } from '../../store/database';
import { startJob } from './startJob';
import { storable } from './storable';
import type { CreatedJob, JobDeps, NewJob } from './types';

/** Rows are written when so many, or so many characters of them, have come. */
const BATCH_ROWS = 1_000;
const BATCH_CHARACTERS = 4_000_000;

const NO_SOURCE: JobSource = { format: 'unknown', bytes: null, sha256: null, fileName: null };

/** Writes rows while they arrive, so that a file of any size needs the memory of one batch. Answers how many. */
async function stageAll(db: Queries, jobId: string, rows: NewJob['rows']): Promise<number> {
  let total = 0;
  let characters = 0;
  let batch: RowToStage[] = [];
  const write = async (): Promise<void> => {
    await stageRows(db, jobId, batch);
    batch = [];
    characters = 0;
  };
  for await (const row of rows) {
    const staged = storable(row, total);
    batch.push(staged);
    total += 1;
    // A payload is about as long as its text.
    characters += staged.raw?.length ?? JSON.stringify(staged.payload).length;
    if (batch.length >= BATCH_ROWS || characters >= BATCH_CHARACTERS) await write();
  }
  await write();
  return total;
}

const isOpenOrSucceeded = ({ status, outcome }: JobRecord): boolean =>
  status !== 'COMPLETED' || outcome === 'SUCCEEDED';

/** Makes the staged job visible, unless the same content has a job already that is open or has succeeded. */
async function seal(tx: Queries, jobId: string, job: NewJob, total: number): Promise<CreatedJob> {
  const source = typeof job.source === 'function' ? job.source() : job.source;
  const same = source.sha256 === null ? null : await findSameContent(tx, job, source.sha256);
  if (same && isOpenOrSucceeded(same)) {
    await dropStaged(tx, jobId);
    return { job: same, repeated: true };
  }
  const sealed = { lane: job.lane ?? null, total, source, possibleDuplicateOf: same?.jobId ?? null };
  return { job: await sealJob(tx, jobId, sealed), repeated: false };
}

async function stage(db: Queries, job: NewJob): Promise<string> {
  const { kind, orgId, businessUnitId, lane = null, params, createdBy } = job;
  return stageJob(db, { kind, orgId, businessUnitId, lane, params, source: NO_SOURCE, createdBy, parentJobId: null });
}

async function finish(tx: Queries, jobId: string, job: NewJob, total: number): Promise<CreatedJob> {
  const sealed = await seal(tx, jobId, job, total);
  await job.within?.(tx, sealed.job);
  return sealed;
}

/** A list that is here and short: all in one transaction, so that a burst of small jobs takes a connection once for each. */
const createSmall = (db: Database, job: NewJob): Promise<CreatedJob> =>
  db.transaction(async (tx) => {
    const jobId = await stage(tx, job);
    return finish(tx, jobId, job, await stageAll(tx, jobId, job.rows));
  });

async function createLarge(db: Database, job: NewJob): Promise<CreatedJob> {
  const jobId = await stage(db, job);
  try {
    const total = await stageAll(db, jobId, job.rows);
    return await db.transaction((tx) => finish(tx, jobId, job, total));
  } catch (err) {
    await dropStaged(db, jobId).catch(() => undefined);
    throw err;
  }
}

/**
 * Takes a job in: it is durable and visible when this answers, and runs by itself from then on. Nothing is left of one whose
 * rows break off. The same content, asked for in the same way, is the same job while that is open or has succeeded.
 *
 * @throws whatever `rows` throws
 */
export async function createJob(deps: JobDeps, job: NewJob): Promise<CreatedJob> {
  const isSmall = Array.isArray(job.rows) && job.rows.length <= BATCH_ROWS;
  const created = await (isSmall ? createSmall : createLarge)(deps.db, job);
  if (!created.repeated && !job.walkedWithin) startJob(deps, created.job);
  return created;
}
