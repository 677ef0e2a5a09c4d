import { outcomeOf, stepAfterPrepare } from '../../domain/job';
import type { Database, Queries } from '../../store/database';
import {
  beginJob,
  completeJob,
  failedRows,
  findSameContent,
  finishPage,
  loadJob,
  prepareRows,
  takePage,
  type JobRecord,
  type JobRow,
  type WalkedJob,
} from '../../store/jobs';
import { forgetSkus } from '../../store/master/products';
import { createJob, type JobDeps, type StagedRow } from '../jobs';
import { applySkus, type SkuItem } from './applySkus';

const MODE = 'ALLOW_PARTIAL';
const KIND = { kind: 'skus', params: { mode: MODE } } as const;

export interface SkuBatch {
  orgId: string;
  businessUnitId: string;
  createdBy: string;
  rows: StagedRow[];
  /** Names the request where it may be repeated; the same name is the same job. */
  sha256: string | null;
}

/** A batch that is done, and its rows that failed. */
export interface DoneBatch {
  job: JobRecord;
  failed: JobRow[];
}

async function walked(tx: Queries, jobId: string): Promise<WalkedJob> {
  const job = await loadJob(tx, jobId);
  if (!job) throw new Error(`job ${jobId} is gone`);
  return job;
}

/** The engine's walk of a job of one page, in the transaction that makes the job: whoever sees the job sees it done. */
async function walk(tx: Queries, jobId: string): Promise<void> {
  await beginJob(tx, jobId);
  await prepareRows(tx, await walked(tx, jobId), stepAfterPrepare(MODE), 'skuId');
  const job = await walked(tx, jobId);
  const { total } = job.counts;
  const rows = await takePage(tx, jobId, 0, total);
  const results = await applySkus(
    tx,
    job,
    rows.map(({ payload }) => payload as SkuItem),
  );
  const placed = results.map((result, at) => ({ ...result, position: rows[at]?.position ?? at }));
  const moved = await finishPage(tx, job, placed, { step: 'done', cursor: total });
  await completeJob(tx, moved, { outcome: outcomeOf(moved.counts, { mode: MODE, cancelled: false }), opens: false });
}

async function doneBatch(db: Database, jobId: string): Promise<DoneBatch> {
  const job = await walked(db, jobId);
  return { job, failed: job.counts.failed > 0 ? await failedRows(db, jobId, job.counts.total) : [] };
}

/**
 * Creates or replaces products, up to a page of the job engine, and answers when all is done. A wrong row fails alone; of one
 * product named twice identical rows count once, different ones all fail.
 */
export async function upsertSkus(deps: JobDeps, { sha256, rows, ...owner }: SkuBatch): Promise<DoneBatch> {
  const { businessUnitId } = owner;
  const known = sha256 && (await deps.db.transaction((tx) => findSameContent(tx, { businessUnitId, ...KIND }, sha256)));
  if (known) return doneBatch(deps.db, known.jobId);
  const source = { format: 'json', bytes: null, sha256, fileName: null };
  const within = (tx: Queries, job: JobRecord): Promise<void> => walk(tx, job.jobId);
  const { job } = await createJob(deps, { ...owner, ...KIND, rows, source, within, walkedWithin: true });
  forgetSkus(
    deps.db,
    businessUnitId,
    rows.flatMap(({ key }) => key ?? []),
  );
  return doneBatch(deps.db, job.jobId);
}
