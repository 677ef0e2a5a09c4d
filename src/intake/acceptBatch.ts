import type { JobKey } from '../messages/job';
import type { Queries } from '../store/database';
import { insertMadeJob, type MadeRow } from '../store/jobs';
import { acceptOrders } from './acceptOrders';
import { startJob } from './jobs/startJob';
import type { Starter } from './starter';
import type { AcceptedOrder, IntakeDeps, NewOrder } from './types';

/** Few orders are started one by one, as fast as single ones: for so many a job of their own costs more than it saves. */
const FEW = 10;
/** Workflows of a batch give way to those of single orders; orders in a hurry do not. */
const BATCH_PRIORITY = 5;

export interface BatchedOrder {
  order: NewOrder;
  /** It is released before the others of its batch. */
  rush: boolean;
}

export interface BatchDeps extends IntakeDeps {
  starter: Pick<Starter, 'start'>;
}

export interface BatchOptions {
  createdBy: string;
  /** Looks at what has become of each order; false takes all of it back. */
  isKept(accepted: readonly AcceptedOrder[]): boolean;
}

/** Takes a transaction back although nothing failed in it. */
class NotKept extends Error {
  constructor(readonly accepted: AcceptedOrder[]) {
    super('not kept');
  }
}

/**
 * Accepts orders that come together, in one transaction. Many of them are released by jobs, one per business unit, that the
 * same transaction makes: what is accepted is released also when this process ends right after the commit.
 *
 * @returns one result per order, in the order given; also where nothing was kept
 */
export async function acceptBatch(
  deps: BatchDeps,
  batch: readonly BatchedOrder[],
  { createdBy, isKept }: BatchOptions,
): Promise<AcceptedOrder[]> {
  const { db, policy, starter } = deps;
  const awaitsOpening = batch.length > FEW;
  const orders = batch.map(({ order }) => ({ ...order, awaitsOpening }));
  try {
    const { accepted, jobs } = await db.transaction(async (tx) => {
      const all = await acceptOrders({ db, policy }, orders, tx);
      if (!isKept(all)) throw new NotKept(all);
      return { accepted: all, jobs: awaitsOpening ? await makeJobs(tx, batch, all, createdBy) : [] };
    });
    for (const job of jobs) startJob(deps, job);
    if (awaitsOpening) return accepted;
    const startable = (inHurry: boolean) =>
      accepted.flatMap(({ created }, at) =>
        created && batch[at]?.rush === inHurry ? [{ key: created.state.key, state: created.state }] : [],
      );
    starter.start(startable(true));
    starter.start(startable(false), { priorityKey: BATCH_PRIORITY });
    return accepted;
  } catch (err) {
    if (err instanceof NotKept) return err.accepted;
    throw err;
  }
}

/** A job for each business unit of which orders were created; those in a hurry are its first rows. */
async function makeJobs(
  tx: Queries,
  batch: readonly BatchedOrder[],
  accepted: readonly AcceptedOrder[],
  createdBy: string,
): Promise<JobKey[]> {
  const units = new Map<string, { orgId: string; rush: MadeRow[]; other: MadeRow[] }>();
  accepted.forEach(({ outcome, orderId, orderNumber, salesOrderNumber }, at) => {
    const one = batch[at];
    if (!one || outcome !== 'created' || orderId === undefined) return;
    const { orgId, businessUnitId } = one.order;
    const unit = units.get(businessUnitId) ?? { orgId, rush: [], other: [] };
    units.set(businessUnitId, unit);
    unit[one.rush ? 'rush' : 'other'].push({ orderId, key: orderNumber, result: { orderNumber, salesOrderNumber } });
  });
  const source = { format: 'batch', bytes: null, sha256: null, fileName: null };
  const made: JobKey[] = [];
  for (const [businessUnitId, { orgId, rush, other }] of units) {
    const params = { mode: 'ALL_OR_NOTHING' as const };
    const job = { kind: 'order_batch' as const, orgId, businessUnitId, params, source, createdBy };
    made.push({ businessUnitId, jobId: await insertMadeJob(tx, job, [...rush, ...other]) });
  }
  return made;
}
