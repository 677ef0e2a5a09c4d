import { createHash } from 'node:crypto';
import { renderJob, type JobQueueResponse } from '../../contract/kibo/queue';
import { stockLane, type StockJobType } from '../../domain/stock';
import { createJob, waitForJob } from '../../intake/jobs';
import { STOCK_WORK, type StockList } from '../../intake/stock';
import type { JobRecord } from '../../store/jobs';
import { findRepeated } from '../../store/stock/jobs';
import type { CallContext } from '../callContext';
import type { ApiDeps } from '../deps';
import { bearerOf } from '../tenant';
import type { Tenant } from './call';

/** Inventory work as a call gives it. */
export interface Work {
  type: StockJobType;
  locationCode: string;
  /** Items as the ledger takes them, and what people call them. */
  items: readonly { key: string; payload: unknown }[];
  /** Jumps beyond the guard are meant. */
  confirmed?: true;
  /** Under this name the job is made once, whoever asks again. */
  once?: string;
}

/**
 * Queues a job behind the others of its location. A call that is repeated under its idempotency key gets the job it made
 * the first time; without a key the same call again is another job.
 */
export async function queueJob(
  deps: ApiDeps,
  call: CallContext,
  { unit }: Tenant,
  { type, locationCode, items, confirmed, once }: Work,
): Promise<JobRecord> {
  const { orgId, id: businessUnitId } = unit;
  const name = once ?? (call.idempotency ? call.cause : null);
  const sha256 = name === null ? null : digestOf([name, type, locationCode]);
  const [first] = sha256 ? await findRepeated(deps.db, businessUnitId, sha256) : [];
  if (first) return first;
  const { job } = await createJob(deps, {
    kind: 'inventory',
    orgId,
    businessUnitId,
    lane: stockLane(businessUnitId, locationCode),
    params: { mode: 'ALLOW_PARTIAL', type, locationCode, ...(confirmed ? { confirmed } : {}) },
    createdBy: bearerOf(call).clientId,
    source: { format: 'kibo', bytes: null, sha256, fileName: null },
    rows: items.map(({ key, payload }) => ({ line: null, key, payload, raw: null })),
  });
  return job;
}

const digestOf = (parts: readonly string[]): string => createHash('sha256').update(JSON.stringify(parts)).digest('hex');

const PATIENCE_MS = 20_000;

/** Queues a job and shows it; `wait`: once it is done, or after twenty seconds. */
export async function submit(
  deps: ApiDeps,
  call: CallContext,
  tenant: Tenant,
  work: Work,
  wait = false,
): Promise<JobQueueResponse> {
  const job = await queueJob(deps, call, tenant, work);
  const shown = wait ? await waitForJob(deps, job.jobId, { ms: PATIENCE_MS }) : null;
  return renderJob(shown ?? job, tenant.tenantID);
}

/** Does work at once, without a job; answers what was not applied, in the words of a job's messages. */
export async function applyNow(
  { db }: ApiDeps,
  { unit }: Tenant,
  { type, locationCode, items }: Work,
): Promise<string[]> {
  const list: StockList = {
    type,
    businessUnitId: unit.id,
    buildingId: locationCode,
    settings: unit.settings,
    arrivedAt: new Date().toISOString(),
    confirmed: false,
  };
  const work = STOCK_WORK[type];
  const prepared = await work.prepare(
    db,
    list,
    items.map(({ payload }) => payload),
  );
  const outcomes = await db.transaction((tx) => work.apply(tx, list, prepared));
  return outcomes.flatMap((outcome, at) =>
    'fault' in outcome ? [`item[${at}] ${items[at]?.key}: ${outcome.fault.code}, ${outcome.fault.detail}`] : [],
  );
}
