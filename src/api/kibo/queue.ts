import { z } from 'zod';
import { JobPath, JobQueueResponse, QueueQuery, renderJob } from '../../contract/kibo/queue';
import { Problem } from '../../platform/problem';
import { failedRows, readJobByNumber, type JobRecord } from '../../store/jobs';
import { listStockJobs } from '../../store/stock/jobs';
import type { StockJobType } from '../../domain/stock';
import type { CallContext } from '../callContext';
import type { ApiDeps } from '../deps';
import { route, type Route } from '../route';
import { bearerOf } from '../tenant';
import { MOVE, READ, spec, tenantOf, tenantOfUnit } from './call';
import { submit } from './submit';

/** A list has no more items than this. */
const MOST_PARKED = 12_000;

/** @throws Problem 404 for a job that is none of ours, or not the caller's */
async function requireJob({ db }: ApiDeps, call: CallContext, number: number): Promise<JobRecord> {
  const job = await readJobByNumber(db, number, bearerOf(call));
  if (job?.kind !== 'inventory') throw new Problem('JOB_NOT_FOUND');
  return job;
}

/** The queue: one job, its parked items, and the latest jobs. */
export const queueRoutes = (deps: ApiDeps): Route[] => [
  route({
    ...spec(READ, { method: 'get', path: '/v1/queue/{jobID}', id: 'getInventoryJob', summary: 'One inventory job' }),
    params: JobPath,
    responses: { 200: JobQueueResponse },
    problems: [404],
  })(async (call) => {
    const job = await requireJob(deps, call, call.params.jobID);
    const { tenantID } = await tenantOfUnit(deps, job.businessUnitId);
    return { status: 200, body: renderJob(job, tenantID) };
  }),

  route({
    ...spec(MOVE, {
      method: 'post',
      path: '/v1/queue/{jobID}/confirm',
      id: 'confirmInventoryJob',
      summary: 'The parked items of a job are meant: a job that applies them, once',
    }),
    params: JobPath,
    responses: { 200: JobQueueResponse },
    problems: [404],
  })(async (call) => {
    const job = await requireJob(deps, call, call.params.jobID);
    const parked = (await failedRows(deps.db, job.jobId, MOST_PARKED)).filter(({ errors }) =>
      errors.some(({ code }) => code === 'DELTA_GUARD'),
    );
    if (parked.length === 0) throw new Problem('NOT_FOUND', 'The job has no parked items.');
    const { type, locationCode } = job.params as unknown as { type: StockJobType; locationCode: string };
    const items = parked.map(({ key, payload }) => ({ key: key ?? '?', payload }));
    const work = { type, locationCode, items, confirmed: true, once: `confirm/${job.jobId}` } as const;
    const tenant = await tenantOfUnit(deps, job.businessUnitId);
    return { status: 200, body: await submit(deps, call, tenant, work) };
  }),

  route({
    ...spec(READ, {
      method: 'get',
      path: '/v1/queue',
      id: 'listInventoryJobs',
      summary: 'Inventory jobs, newest first',
    }),
    query: QueueQuery,
    responses: { 200: z.array(JobQueueResponse) },
    problems: [404],
  })(async (call) => {
    const { unit, tenantID } = await tenantOf(deps, call);
    const { types, 'types[]': bracketed, locationCode, owner, originalFilename, limit } = call.query;
    const filter = { types: types ?? bracketed, locationCode, owner, originalFilename };
    const jobs = await listStockJobs(deps.db, unit.id, filter, limit);
    return { status: 200, body: jobs.map((job) => renderJob(job, tenantID)) };
  }),
];
