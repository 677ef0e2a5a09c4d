import { Problem } from '../../platform/problem';
import { copyFailed, readJob, sealJob, stageJob, type JobRecord } from '../../store/jobs';
import type { Scope } from '../../store/scope';
import { startJob } from './startJob';
import type { JobDeps } from './types';

/**
 * Makes a job of another's failed rows: of those that may succeed now without a change, or of all.
 *
 * @throws Problem `JOB_NOT_FOUND`, `JOB_NOT_COMPLETED`, `NOTHING_TO_RETRY`
 */
export async function retryFailed(
  deps: JobDeps,
  jobId: string,
  { all = false, createdBy, scope }: { all?: boolean; createdBy: string; scope?: Scope },
): Promise<JobRecord> {
  const parent = await readJob(deps.db, jobId, scope);
  if (!parent) throw new Problem('JOB_NOT_FOUND');
  if (parent.status !== 'COMPLETED') throw new Problem('JOB_NOT_COMPLETED');
  const { kind, orgId, businessUnitId, lane, params } = parent;
  // Without a digest: it is not the file that was sent.
  const source = { ...parent.source, bytes: null, sha256: null };
  const job = await deps.db.transaction(async (tx) => {
    const staged = { kind, orgId, businessUnitId, lane, params, source, createdBy, parentJobId: jobId };
    const to = await stageJob(tx, staged);
    const total = await copyFailed(tx, { from: jobId, to, all });
    if (total === 0) throw new Problem('NOTHING_TO_RETRY');
    return sealJob(tx, to, { lane, total, source, possibleDuplicateOf: null });
  });
  startJob(deps, job);
  return job;
}
