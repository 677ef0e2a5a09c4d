import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Logger } from 'pino';
import { createCourier } from '../intake/courier';
import { createStarter } from '../intake/starter';
import { loadConfig, type Config } from '../platform/config';
import { createLogger } from '../platform/log';
import { ANSWERING, openDatabase } from '../store/database';
import { connectClient, type ClientConnection } from '../temporal/connect';
import { createGateway } from '../temporal/gateway';
import { createApp } from './app';
import type { Readiness } from './deps';

/** What a process that also runs a worker hands over: its connection, so that workflows can start eagerly. */
export interface SharedParts {
  temporal?: Pick<ClientConnection, 'client' | 'namespace'>;
  log?: Logger;
  /** Further parts that are missing, one sentence each; empty when all are there. */
  missing?: () => Promise<string[]>;
}

export interface RunningApi {
  url: string;
  /** Not ready any more, takes no new requests, lets running ones finish within the grace. Never rejects. */
  stop(): Promise<void>;
}

/**
 * Starts the API on `config.host:config.port`; needs neither database nor Temporal to be up for that.
 * @throws where the port is taken
 */
export async function startApi(config: Config, shared: SharedParts = {}): Promise<RunningApi> {
  const log = shared.log ?? createLogger('api', config.logLevel);
  const own = shared.temporal ? null : connectClient(config);
  const { client, namespace } = shared.temporal ?? own!;
  const db = openDatabase(config.databaseUrl, config.databasePoolSize, ANSWERING);
  const gateway = createGateway({ client, namespace, eager: shared.temporal !== undefined });
  const starter = createStarter({ gateway, log });
  const courier = createCourier({ db, gateway, policy: config.policy, log });
  const readiness: Readiness = { stopping: false, missing: shared.missing ?? (async () => []) };
  const server = createServer(createApp({ config, db, gateway, starter, courier, readiness, log }));
  server.keepAliveTimeout = KEPT_MS;
  await listen(server, config);
  const { port } = server.address() as AddressInfo;
  const url = `http://${config.host}:${port}`;
  log.info({ url }, 'listening');

  const stop = async (): Promise<void> => {
    readiness.stopping = true;
    await closed(server, config.shutdownGraceMs);
    await Promise.all([starter.drain(config.shutdownGraceMs), courier.drain(config.shutdownGraceMs)]);
    await db.close();
    await own?.connection.close();
    log.info('stopped');
  };
  let stopping: Promise<void> | undefined;
  return { url, stop: () => (stopping ??= stop().catch((err: unknown) => log.error({ err }, 'stop failed'))) };
}

function listen(server: Server, { host, port }: Config): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
}

/** Longer than load balancers (60 s) and clients keep an idle connection: the side that sends must be the one that closes. */
const KEPT_MS = 65_000;
const IDLE_CHECK_MS = 50;

/** Accepts no more, waits for running requests (a kept connection counts only while it carries one), cuts what is left. */
async function closed(server: Server, graceMs: number): Promise<void> {
  const all = new Promise<void>((resolve) => server.close(() => resolve()));
  const idle = setInterval(() => server.closeIdleConnections(), IDLE_CHECK_MS);
  const cut = setTimeout(() => server.closeAllConnections(), graceMs);
  await all;
  clearInterval(idle);
  clearTimeout(cut);
}

/** Entry of the API process. */
async function main(): Promise<void> {
  const api = await startApi(loadConfig());
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => void api.stop().then(() => process.exit(0)));
  }
}

if (require.main === module) {
  main().catch((err: unknown) => {
    process.stderr.write(`${err instanceof Error ? err.message : String(err)}\n`);
    process.exit(1);
  });
}
