import { z } from 'zod';
import { BulkResultsQuery } from '../../contract/umg/bulkQueries';
import { BulkResult } from '../../contract/umg/bulkResult';
import { templateRows } from '../../contract/umg/bulkTemplate';
import { requireRows } from '../../intake/jobs';
import { csvLine } from '../../intake/jobs/csv/writeLine';
import { jobRows } from '../../store/jobs';
import { requireJob } from '../bulk/jobs';
import { csvText, ndjsonText } from '../bulk/resultsText';
import type { ApiDeps } from '../deps';
import { BulkJobPath, UnitPath } from '../params';
import type { Route } from '../route';
import { bearerOf, requireUnit } from '../tenant';
import { textRoute } from '../textRoute';

const PATH = '/business_units/{businessUnitId}/sales_orders/bulk';
const shared = { method: 'get', tag: 'Imports', access: { scope: 'orders:read' }, problems: [404] } as const;

const Csv = z
  .string()
  .meta({ description: 'Can be corrected and sent again; columns that begin with `#` are remarks.' });

/** What became of each row, and a file to begin with. */
export const bulkResultRoutes = (deps: ApiDeps): Route[] => [
  textRoute({
    ...shared,
    path: `${PATH}/template`,
    id: 'getImportTemplate',
    summary: 'A CSV file with every column and an example',
    params: UnitPath,
    texts: { 'text/csv': Csv },
  })(async (call) => {
    await requireUnit(deps, bearerOf(call), call.params.businessUnitId);
    return { type: 'text/csv', fileName: 'sales-orders.csv', text: [templateRows().map(csvLine).join('')] };
  }),
  textRoute({
    ...shared,
    path: `${PATH}/{bulkJobId}/results`,
    id: 'listImportResults',
    problems: [404, 410],
    summary: 'What became of each row, in the order of the file, with the row as it was sent',
    params: BulkJobPath,
    query: BulkResultsQuery,
    texts: { 'application/x-ndjson': BulkResult, 'text/csv': Csv },
  })(async (call) => {
    const unit = await requireUnit(deps, bearerOf(call), call.params.businessUnitId);
    const job = await requireJob(deps, unit, call.params.bulkJobId);
    requireRows(job);
    const { jobId } = job;
    const { outcome, format } = call.query;
    const read = () => jobRows(deps.db, jobId, { outcomes: outcome });
    const fileName = `${jobId}.${format}`;
    if (format === 'csv') return { type: 'text/csv', fileName, text: csvText(read) };
    return { type: 'application/x-ndjson', fileName, text: ndjsonText(read) };
  }),
];
