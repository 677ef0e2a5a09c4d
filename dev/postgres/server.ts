import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import type { Home } from '../home';
import { preferPort } from '../ports';
import { startGuarded } from '../process/guarded';
import type { Running } from '../process/running';
import { Sentence } from '../sentence';
import { databaseAccount } from './account';
import { postgresBinaries } from './binaries';
import { ensureCluster, SUPERUSER } from './cluster';
import { clusterPlace } from './place';

const READY_MS = 30_000;
const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '200',
  // A laptop's disk: recycled log files do not grow beyond this.
  max_wal_size: '256MB',
  // Small statements on small tables: compiling them costs more than it saves.
  jit: 'off',
  // A plan that was made while a table was tiny is forgotten soon after the table has grown.
  autovacuum_naptime: '5s',
};

export interface PostgresServer extends Running {
  port: number;
  /** Address of one of its databases, with user and password. */
  url(database: string): string;
}

/** Starts the embedded PostgreSQL of this home, on the port of its last start where that is free. */
export async function startPostgres(home: Home): Promise<PostgresServer> {
  const account = databaseAccount();
  const binaries = postgresBinaries(account);
  const password = home.secret('postgresPassword');
  const data = await ensureCluster(binaries, clusterPlace(home, account), account, password);
  const port = await preferPort(home.read<{ port: number }>('postgres-port')?.port ?? null);
  home.write('postgres-port', { port });
  const url = (database: string): string => `postgres://${SUPERUSER}:${password}@127.0.0.1:${port}/${database}`;
  const settings = Object.entries({ ...SETTINGS, port: String(port) }).flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`,
  ]);
  const launch = (): Promise<Running> =>
    startGuarded(join(binaries.dir, 'bin', 'postgres'), ['-D', data, ...settings], {
      env: { PATH: process.env.PATH, TZ: 'UTC', WAYBILL_HOME: home.dir },
      log: home.path('logs', 'postgresql.log'),
      signal: 'INT',
      ...account,
    });
  return { ...(await untilReady(launch, url('postgres'), home)), port, url };
}

/**
 * After a `kill -9` the dead server may still count as running for some seconds (not yet reaped, or its last
 * backends drain) and a new one ends with "lock file exists": so it is tried until the time is over.
 */
async function untilReady(launch: () => Promise<Running>, url: string, home: Home): Promise<Running> {
  const until = Date.now() + READY_MS;
  while (Date.now() < until) {
    const server = await launch();
    let ended = false;
    void server.ended.then(() => (ended = true));
    while (!ended && Date.now() < until) {
      if (await answers(url)) return server;
      await delay(40);
    }
    if (!ended) await server.stop(5_000);
    await delay(300);
  }
  throw new Sentence(
    `PostgreSQL did not start within ${READY_MS / 1000} s: see ${home.path('logs', 'postgresql.log')}.`,
  );
}

async function answers(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}
