import type { Queries } from '../../store/database';
import { beginIdempotent, finishIdempotent, type Fingerprinted } from '../../store/idempotency';
import type { JobRecord } from '../../store/jobs';
import { requireUsable } from '../middleware/idempotencyKey';
import { jobPath } from './jobAnswer';

/** The key's first request made another job, which is the answer: nothing of this upload may stay. */
export class KeptJob extends Error {
  override readonly name = 'KeptJob';
  constructor(readonly path: string) {
    super(path);
  }
}

/**
 * Binds an upload's key to its job, in the transaction that makes the job visible: what the key stands for is known only
 * when the last byte has come.
 *
 * @throws KeptJob where the key has a job already; Problem where it was used for another upload
 */
export async function claimKey(tx: Queries, claim: Fingerprinted, job: JobRecord): Promise<void> {
  const known = await beginIdempotent(tx, claim);
  requireUsable(known);
  const resource = jobPath(job);
  if (known.state === 'started')
    await finishIdempotent(tx, [{ ...claim, answer: { status: 202, body: null, resource } }]);
  if (known.state === 'finished' && known.answer.resource !== resource) {
    throw new KeptJob(known.answer.resource ?? resource);
  }
}
