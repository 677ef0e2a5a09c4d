import { Problem } from '../../platform/problem';
import { copyFailed, findRetry, readJob, sealJob, stageJob } from '../../store/jobs';
import type { Scope } from '../../store/scope';
import { requireRows } from './retention';
import { startJob } from './startJob';
import type { CreatedJob, JobDeps } from './types';

/**
 * Makes a job of another's failed rows: of those that may succeed now without a change, or of all. Asked again it is the
 * same job, also when that has ended: what failed once more is in that one's rows. Only after a cancelled one is it another.
 *
 * @throws Problem `JOB_NOT_FOUND`, `JOB_NOT_COMPLETED`, `JOB_ROWS_PURGED`, `NOTHING_TO_RETRY`
 */
export async function retryFailed(
  deps: JobDeps,
  jobId: string,
  { all = false, createdBy, scope }: { all?: boolean; createdBy: string; scope?: Scope },
): Promise<CreatedJob> {
  const parent = await readJob(deps.db, jobId, scope);
  if (!parent) throw new Problem('JOB_NOT_FOUND');
  if (parent.status !== 'COMPLETED') throw new Problem('JOB_NOT_COMPLETED');
  const { kind, orgId, businessUnitId, lane, params } = parent;
  // Without a digest: it is not the file that was sent.
  const source = { ...parent.source, bytes: null, sha256: null };
  const made = await deps.db.transaction(async (tx): Promise<CreatedJob> => {
    const before = await findRetry(tx, jobId, all);
    if (before) return { job: before, repeated: true };
    requireRows(parent);
    const staged = {
      kind,
      orgId,
      businessUnitId,
      lane,
      params,
      source,
      createdBy,
      parentJobId: jobId,
      retriesAll: all,
    };
    const to = await stageJob(tx, staged);
    const total = await copyFailed(tx, { from: jobId, to, all });
    if (total === 0) throw new Problem('NOTHING_TO_RETRY');
    return { job: await sealJob(tx, to, { lane, total, source, possibleDuplicateOf: null }), repeated: false };
  });
  if (!made.repeated) startJob(deps, made.job);
  return made;
}
