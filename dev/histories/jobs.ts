import { setTimeout as delay } from 'node:timers/promises';
import { demo } from './client';

/** What a caller does with a bulk job while its workflow is recorded, and a word of the history that shows it. */
export interface JobLife {
  name: string;
  /** Makes the job, and leads it to its end; answers its id. */
  run: () => Promise<string>;
  /** Stands in the history where the life took the way that it is recorded for. */
  shows: string;
}

const IMPORTS = `/business_units/${demo.businessUnitId}/sales_orders/bulk`;
/** Enough that an action meets the job in the midst of its work; rows that are only validated make no orders to open. */
const MANY = 8_000;
const VALIDATED = '?mode=VALIDATE_ONLY';

async function ask<T>(method: string, path: string, type?: string, body?: string): Promise<T> {
  const headers: Record<string, string> = {
    authorization: `Bearer ${demo.token}`,
    'x-vol-tenant': demo.businessUnitId,
  };
  if (type) headers['content-type'] = type;
  const response = await fetch(demo.apiUrl + path, { method, headers, body });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${path} answers ${response.status}: ${text}`);
  return JSON.parse(text) as T;
}

interface Import {
  jobId: string;
  status: string;
}
const at = async (method: string, path: string): Promise<Import> =>
  (await ask<{ data: Import }>(method, `${IMPORTS}${path}`)).data;

/** An import of so many orders that are not due before long. */
async function imported(count: number, query = ''): Promise<string> {
  const set = `H${Date.now().toString(36).toUpperCase()}`;
  const shipTo = { name: 'Dock', address1: '9 Mill Lane', city: 'York', country: 'GB', postalCode: 'YO1 9AA' };
  const orderLines = [{ customerLineNumber: '1', skuId: demo.skus[0], quantity: 2 }];
  const orders = Array.from({ length: count }, (_, n) => ({
    customerOrderNumber: `${set}-${n}`,
    orderDropDate: '2099-01-01',
    shipTo,
    orderLines,
  }));
  const text = orders.map((order) => JSON.stringify(order)).join('\n');
  return (await ask<{ data: Import }>('POST', IMPORTS + query, 'application/x-ndjson', text)).data.jobId;
}

/** Asks every tenth of a second until it holds. @throws after a minute */
async function eventually(what: string, holds: () => Promise<boolean>): Promise<void> {
  for (let looks = 0; looks < 600; looks += 1) {
    if (await holds()) return;
    await delay(100);
  }
  throw new Error(`${what} did not come`);
}

const until = (jobId: string, status: string): Promise<void> =>
  eventually(`${jobId} ${status}`, async () => (await at('GET', `/${jobId}`)).status === status);

/** Counts of so many things at one place; answers the job's number. */
async function counted(count: number): Promise<number> {
  const items = Array.from({ length: count }, (_, n) => ({ upc: `H-${n}`, quantity: n }));
  const body = JSON.stringify({ locationCode: demo.buildingId, items });
  const path = '/commerce/inventory/v5/inventory/refresh';
  return (await ask<{ jobID: number }>('POST', path, 'application/json', body)).jobID;
}

/** The ways of a job through its workflow, as the replay test wants them. */
export const JOB_LIVES: JobLife[] = [
  {
    name: 'job-finished',
    run: async () => {
      const jobId = await imported(20);
      await until(jobId, 'COMPLETED');
      return jobId;
    },
    shows: 'EVENT_TYPE_WORKFLOW_EXECUTION_COMPLETED',
  },
  {
    name: 'job-paused-and-resumed',
    run: async () => {
      const jobId = await imported(MANY, VALIDATED);
      await until(jobId, 'INITIATED');
      await at('POST', `/${jobId}/pause`);
      await delay(3_000);
      await at('POST', `/${jobId}/resume`);
      await until(jobId, 'COMPLETED');
      return jobId;
    },
    shows: 'EVENT_TYPE_TIMER_CANCELED',
  },
  {
    name: 'job-cancelled',
    run: async () => {
      const jobId = await imported(MANY, VALIDATED);
      await until(jobId, 'INITIATED');
      await at('POST', `/${jobId}/cancel`);
      await until(jobId, 'COMPLETED');
      return jobId;
    },
    shows: 'EVENT_TYPE_WORKFLOW_EXECUTION_UPDATE_COMPLETED',
  },
  {
    name: 'job-waits-in-its-lane',
    run: async () => {
      await counted(MANY);
      const number = await counted(1);
      const job = () => ask<{ status: string }>('GET', `/commerce/inventory/v1/queue/${number}`);
      await eventually(`job ${number}`, async () => (await job()).status === 'SUCCESS');
      return `J${String(number).padStart(10, '0')}`;
    },
    shows: 'EVENT_TYPE_WORKFLOW_EXECUTION_SIGNALED',
  },
];
