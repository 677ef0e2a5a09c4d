import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';

interface Waiting {
  reached: readonly string[];
  resolve(): void;
  reject(error: Error): void;
  until: number;
}

/** Sees in the database when an order has come to a status: one small query for all that are waited for. */
export interface Watch {
  /** Resolves when the order has one of these statuses. */
  until(number: string, reached: readonly string[]): Promise<void>;
  /** Pause between two looks; a short one for latencies, a long one for rates. */
  pauseMs: number;
  /** Of the server's process that answers us: its time is not the order's. */
  backend: number;
  close(): Promise<void>;
}

const PATIENCE_MS = 90_000;

/** @param text query of `number` and `status` for the numbers in `$1` */
export async function openWatch(url: string, text: string): Promise<Watch> {
  const db = new Client({ connectionString: url });
  await db.connect();
  const { rows } = await db.query<{ pid: number }>('select pg_backend_pid() as pid');
  const waiting = new Map<string, Waiting>();
  let closed = false;

  const look = async (): Promise<void> => {
    const found = await db.query<{ number: string; status: string }>({
      name: 'watch',
      text,
      values: [[...waiting.keys()]],
    });
    for (const { number, status } of found.rows) {
      const one = waiting.get(number);
      if (!one?.reached.includes(status)) continue;
      waiting.delete(number);
      one.resolve();
    }
    for (const [number, { until, reject }] of waiting) {
      if (Date.now() < until) continue;
      waiting.delete(number);
      reject(new Error(`order ${number} did not get on within ${PATIENCE_MS / 1000} s`));
    }
  };
  const watch: Watch = {
    pauseMs: 20,
    backend: rows[0]?.pid ?? 0,
    until: (number, reached) =>
      new Promise((resolve, reject) =>
        waiting.set(number, { reached, resolve, reject, until: Date.now() + PATIENCE_MS }),
      ),
    async close() {
      closed = true;
      await turning;
      await db.end();
    },
  };
  const turn = async (): Promise<void> => {
    while (!closed) {
      if (waiting.size > 0) await look();
      await delay(watch.pauseMs);
    }
  };
  const turning = turn().catch((error: Error) => waiting.forEach(({ reject }) => reject(error)));
  return watch;
}
