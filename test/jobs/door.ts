import { createJob, type NewJob } from '../../src/intake/jobs';
import { createLogger } from '../../src/platform/log';
import { openDatabase } from '../../src/store/database';
import { readJob, type JobRecord } from '../../src/store/jobs';
import { connectClient } from '../../src/temporal/connect';
import { createGateway } from '../../src/temporal/gateway';
import { stack } from '../harness/stack';

const PAUSE_MS = 100;

/** The engine's own door, on the shared stack: for what a test wants to see before there is an answer over HTTP. */
export function openJobDoor() {
  const demo = stack();
  const db = openDatabase(demo.databaseUrl, 3);
  const log = createLogger('test', 'silent');
  const { connection, client, namespace } = connectClient({ ...demo, temporalNamespace: 'default' });
  const gateway = createGateway({ client, namespace, eager: false });
  const deps = { db, gateway, log };
  let number = 0;

  const order = (customerOrderNumber: string) => ({
    customerOrderNumber,
    orderLines: [{ customerLineNumber: '10', skuId: demo.skus[0], quantity: 1 }],
    shipTo: { name: 'Ada Byrne', address1: '4 Quay Road', city: 'Leeds', country: 'GB', postalCode: 'LS1 4AB' },
    carrierId: 'UPS',
    shippingSpeed: '1D',
  });

  return {
    demo,
    deps,
    client,
    /** Takes in a job of so many new orders. */
    async create(count: number, members: Partial<NewJob> = {}): Promise<JobRecord> {
      const prefix = `J${Date.now().toString(36)}${(number += 1)}`;
      const rows = Array.from({ length: count }, (_, at) => {
        const payload = order(`${prefix}-${at}`);
        return { line: at + 1, key: payload.customerOrderNumber, payload, raw: null };
      });
      const { job } = await createJob(deps, {
        kind: 'sales_orders',
        orgId: demo.orgId,
        businessUnitId: demo.businessUnitId,
        params: { mode: 'ALLOW_PARTIAL' },
        createdBy: 'test',
        source: { format: 'json', bytes: null, sha256: null, fileName: null },
        rows,
        ...members,
      });
      return job;
    },
    /** Reads a job until something holds. @throws with the last reading when it does not within `ms` */
    async until(jobId: string, holds: (job: JobRecord) => boolean, ms = 30_000): Promise<JobRecord> {
      for (const end = Date.now() + ms; ;) {
        const job = await readJob(db, jobId);
        if (job && holds(job)) return job;
        if (Date.now() > end) throw new Error(`not within ${ms} ms: ${JSON.stringify(job)}`);
        await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
      }
    },
    async count(where: string, jobId: string): Promise<number> {
      const text = `select count(*)::integer as n from orders where import_job_id = $1 and (${where})`;
      const { rows } = await db.pool.query<{ n: number }>(text, [jobId]);
      return rows[0]?.n ?? 0;
    },
    async close(): Promise<void> {
      await db.close();
      await connection.close();
    },
  };
}

export type JobDoor = ReturnType<typeof openJobDoor>;

export const isComplete = ({ status }: JobRecord): boolean => status === 'COMPLETED';
