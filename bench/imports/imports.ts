import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import { RELEASED } from '../contenders/waybill';
import type { World } from '../world/world';
import type { ImportFile } from './files';

/** An import that was answered. */
export interface Accepted {
  jobId: string;
  rows: number;
  /** From the request to the answer. */
  acceptedMs: number;
  /** When it was answered, of `performance.now()`. */
  at: number;
}

/** An import whose orders the warehouse has. */
export interface Imported extends Accepted {
  /** From the request to the last order's release. */
  tookMs: number;
  /** Orders committed and released, from the answer on. */
  perSecond: number;
}

const PATIENCE_MS = 120_000;
const LOOK_MS = 20;

/** Imports of one unit: sent and followed over HTTP; how far the orders are, the database says. */
export interface Imports {
  upload(file: ImportFile): Promise<Accepted>;
  /** Resolves when the job says COMPLETED; rejects unless it has created every row's order. */
  completed(job: Accepted): Promise<void>;
  /** Resolves when the warehouse has all of its orders, too. */
  released(job: Accepted): Promise<Imported>;
  run(file: ImportFile): Promise<Imported>;
  /** Orders of the job whose workflow has done its first task. */
  opened(job: Accepted): Promise<number>;
  /** Released orders of the unit that have no workflow, the latest first; or, of those given, which have none. */
  unopened(limit: number): Promise<string[]>;
  isUnopened(number: string): Promise<boolean>;
  close(): Promise<void>;
}

/** @throws from all of them where Waybill answers no success */
export async function importsOf({ api, demo }: World, unit: string): Promise<Imports> {
  const db = new Client({ connectionString: demo.databaseUrl });
  await db.connect();
  const path = `/business_units/${unit}/sales_orders/bulk`;
  const count = async (jobId: string, condition: string): Promise<number> => {
    const text = `select count(*) as n from orders where import_job_id = $1 and business_unit_id = $2 and ${condition}`;
    const { rows } = await db.query<{ n: string }>(text, [jobId, unit]);
    return Number(rows[0]?.n);
  };
  const numbersWhere = async (condition: string, value: unknown): Promise<string[]> => {
    const text = `select order_number as number from orders where business_unit_id = $1 and started_in is null and ${condition}`;
    const { rows } = await db.query<{ number: string }>(text, [unit, value]);
    return rows.map(({ number }) => number);
  };
  const released = `status in (${RELEASED.map((status) => `'${status}'`).join(', ')})`;

  const imports: Imports = {
    async upload({ type, text, rows }) {
      const began = performance.now();
      const { body } = await api('POST', path, text, { 'content-type': type });
      const at = performance.now();
      const { data } = JSON.parse(body) as { data: { jobId: string } };
      return { jobId: data.jobId, rows, acceptedMs: at - began, at };
    },
    async completed({ jobId, rows }) {
      for (;;) {
        const { body } = await api('GET', `${path}/${jobId}?wait=30`);
        const { data } = JSON.parse(body) as { data: { status: string; counts: { created: number } } };
        if (data.status !== 'COMPLETED') continue;
        if (data.counts.created === rows) return;
        throw new Error(`import ${jobId} of ${rows} orders ends with ${JSON.stringify(data.counts)}`);
      }
    },
    async released(job) {
      await imports.completed(job);
      for (const until = performance.now() + PATIENCE_MS; ;) {
        const left = await count(job.jobId, `not ${released}`);
        const now = performance.now();
        if (left === 0)
          return { ...job, tookMs: now - job.at + job.acceptedMs, perSecond: (job.rows / (now - job.at)) * 1000 };
        if (now > until) throw new Error(`import ${job.jobId}: ${left} of ${job.rows} orders are not released`);
        await delay(LOOK_MS);
      }
    },
    run: async (file) => imports.released(await imports.upload(file)),
    opened: ({ jobId }) => count(jobId, 'started_in is not null'),
    unopened: (limit) => numbersWhere(`status = 'RELEASED' order by id desc limit $2`, limit),
    isUnopened: async (number) => (await numbersWhere('order_number = $2', number)).length > 0,
    close: () => db.end(),
  };
  return imports;
}
