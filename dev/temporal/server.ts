import { setTimeout as delay } from 'node:timers/promises';
import { Connection } from '@temporalio/client';
import type { Home } from '../home';
import { freePort } from '../ports';
import { startGuarded } from '../process/guarded';
import type { Running } from '../process/running';
import { Sentence } from '../sentence';

const READY_MS = 60_000;
const PRAGMAS = ['journal_mode=wal', 'synchronous=1'];

export interface TemporalOptions {
  cli: string;
  port: number;
  uiPort: number;
}

/** Starts the Temporal dev server of this home with its UI; its data is `temporal/temporal.db` in the home. */
export async function startTemporal(home: Home, { cli, port, uiPort }: TemporalOptions): Promise<Running> {
  const log = home.path('logs', 'temporal.log');
  const args = ['server', 'start-dev', '--ip', '127.0.0.1', '--port', String(port), '--ui-port', String(uiPort)];
  args.push('--http-port', String(await freePort()), '--metrics-port', String(await freePort()));
  args.push('--db-filename', home.path('temporal', 'temporal.db'), '--log-level', 'warn');
  // Twice the throughput of the dev server's default journal, and half its writes.
  for (const pragma of PRAGMAS) args.push('--sqlite-pragma', pragma);
  const { PATH, HOME } = process.env;
  // Other variables of the user's (`TEMPORAL_*`) would steer the CLI elsewhere.
  const server = await startGuarded(cli, args, { env: { PATH, HOME, WAYBILL_HOME: home.dir }, log, signal: 'TERM' });
  const failed = server.ended.then((how) => {
    throw new Sentence(`The Temporal server ${how}: see ${log}.`);
  });
  try {
    await Promise.race([untilReady(`127.0.0.1:${port}`, log), failed]);
  } catch (error) {
    server.kill();
    throw error;
  }
  failed.catch(() => undefined);
  return server;
}

async function untilReady(address: string, log: string): Promise<void> {
  const until = Date.now() + READY_MS;
  const connection = Connection.lazy({ address });
  try {
    while (!(await servesDefaultNamespace(connection))) {
      if (Date.now() > until)
        throw new Sentence(`The Temporal server did not answer within ${READY_MS / 1000} s: see ${log}.`);
      await delay(100);
    }
  } finally {
    await connection.close();
  }
}

async function servesDefaultNamespace(connection: Connection): Promise<boolean> {
  try {
    await connection.withDeadline(Date.now() + 2_000, () =>
      connection.workflowService.describeNamespace({ namespace: 'default' }),
    );
    return true;
  } catch {
    return false;
  }
}
