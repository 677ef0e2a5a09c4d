import type { z } from 'zod';
import { dataOf } from '../../contract/common/list';
import { BulkJobList, SalesOrderCreateAsyncJob } from '../../contract/umg/bulkJob';
import { BulkListQuery, BulkReadQuery } from '../../contract/umg/bulkQueries';
import { waitForJob } from '../../intake/jobs';
import { listJobs } from '../../store/jobs';
import { renderJob } from '../bulk/jobAnswer';
import { jobReply, requireJob, unitScope } from '../bulk/jobs';
import { readCursor, writeCursor } from '../cursor';
import type { ApiDeps } from '../deps';
import { linkTo } from '../paging';
import { BulkJobPath, UnitPath } from '../params';
import { route, type Route } from '../route';
import { bearerOf, requireUnit } from '../tenant';

const PATH = '/business_units/{businessUnitId}/sales_orders/bulk';
const shared = { method: 'get', tag: 'Imports', access: { scope: 'orders:read' }, problems: [404] } as const;

/** Imports of a unit, and one of them. */
export const bulkReadRoutes = (deps: ApiDeps): Route[] => [
  route({
    ...shared,
    path: PATH,
    id: 'listSalesOrderImports',
    summary: 'List imports, newest first',
    params: UnitPath,
    query: BulkListQuery,
    responses: { 200: BulkJobList },
    sends: { 200: ['Link?'] },
  })(async (call) => {
    const unit = await requireUnit(deps, bearerOf(call), call.params.businessUnitId);
    const { status, limit, cursor } = call.query;
    const filter = { list: 'imports', businessUnitId: unit.id, status };
    const secret = deps.config.tokenSecret;
    const after = cursor === undefined ? undefined : readCursor(cursor, filter, secret).id;
    const page = await listJobs(deps.db, unitScope(unit), { kinds: ['sales_orders'], status }, { limit, after });
    const nextCursor = page.next === null ? null : writeCursor({ at: '', id: page.next }, filter, secret);
    const headers = nextCursor ? linkTo(call.url, { cursor: nextCursor }) : undefined;
    return {
      status: 200,
      body: { data: page.rows.map((job) => renderJob(job, [])), meta: { limit, nextCursor } },
      headers,
    };
  }),
  route({
    ...shared,
    path: `${PATH}/{bulkJobId}`,
    id: 'getSalesOrderImport',
    summary: 'Get an import: status, counts, failed rows; with `wait` as soon as it is complete',
    params: BulkJobPath,
    query: BulkReadQuery,
    responses: { 200: dataOf(SalesOrderCreateAsyncJob) },
  })(async (call) => {
    const unit = await requireUnit(deps, bearerOf(call), call.params.businessUnitId);
    const job = await requireJob(deps, unit, call.params.bulkJobId);
    const done = call.query.wait > 0 ? await waited(deps, job.jobId, call) : null;
    return jobReply(deps, 200, done ?? job);
  }),
];

/** Waits for the job no longer than the caller does. */
async function waited(deps: ApiDeps, jobId: string, call: Waiting) {
  const gone = new AbortController();
  const leave = () => gone.abort();
  const { socket } = call.incoming;
  socket.once('close', leave);
  try {
    return await waitForJob(deps, jobId, { ms: call.query.wait * 1000, signal: gone.signal });
  } finally {
    socket.off('close', leave);
  }
}

interface Waiting {
  incoming: { socket: NodeJS.EventEmitter };
  query: z.output<typeof BulkReadQuery>;
}
