import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from '@temporalio/worker';
import type { WorkerOptions } from '@temporalio/worker';
import type { Logger } from 'pino';
import { createActivities } from './src/activities';
import { createDirectory } from './src/activities/directory';
import { createInboundActivities } from './src/activities/inbound';
import { createJobActivities } from './src/activities/jobs';
import { createPrecedence } from './src/activities/jobs/precedence';
import { createMovementActivities } from './src/activities/movements';
import { outageRecorder } from './src/activities/outages';
import { carrierMapper } from './src/api/carrierMapper';
import { createCourier } from './src/intake/courier';
import { createOpening } from './src/intake/jobs/opening';
import { createStarter } from './src/intake/starter';
import { placesOf } from './src/intake/stock/files/places';
import { watchPlaces } from './src/intake/stock/files/watch';
import { runSweeper } from './src/intake/sweeper';
import { QUEUES } from './src/messages/queues';
import { createPartners } from './src/partners';
import { loadConfig } from './src/platform/config';
import type { Config } from './src/platform/config';
import { createLogger } from './src/platform/log';
import { openDatabase } from './src/store/database';
import { connectWorker } from './src/temporal/connectWorker';
import type { WorkerConnection } from './src/temporal/connectWorker';
import { createGateway } from './src/temporal/gateway';

export interface RunningWorker {
  /** Resolves when a worker has ended that nobody stopped: the process is of no use any more and should be restarted. */
  failed: Promise<void>;
  /** Takes no new work, lets running work finish within the grace, closes what the worker opened. Never rejects. */
  stop(): Promise<void>;
}

/** What a process that runs the API too hands over: eager start works only on one common connection. */
export interface SharedParts {
  temporal?: WorkerConnection;
  log?: Logger;
}

/** Partner calls wait on the network; a slow partner must not starve the others of slots. */
const PARTNER_SLOTS = 500;
/** Slices of so many jobs run at a time; the others take their turns, a small one after two seconds at the latest. */
const BULK_SLOTS = 3;
const BULK_CACHED = 100;
/** Heartbeats of slices go out as often as this; few enough slices run, and a dead one is to be missed soon. */
const BULK_BEAT_MS = 2_000;
const DAY_MS = 24 * 3_600_000;
/** Commits are a millisecond each; more at once only wait for a database connection. */
const LOCAL_SLOTS = 100;

function bundlePath(): string {
  const path = join(__dirname, 'workflow-bundle.js');
  if (existsSync(path)) return path;
  throw new Error('The workflow bundle is missing; build it with "npm run build".');
}

/** Starts the workers of `config.workerRole` and, with the orders', the sweeper. Waits until Temporal answers. */
export async function startWorker(config: Config, shared: SharedParts = {}): Promise<RunningWorker> {
  const log = shared.log ?? createLogger('worker', config.logLevel);
  const workflowBundle = { codePath: bundlePath() };
  const temporal = shared.temporal ?? (await connectWorker(config, { log }));
  const { connection, client, namespace } = temporal;
  const db = openDatabase(config.databaseUrl, config.databasePoolSize);
  const gateway = createGateway({ client, namespace, eager: true });
  await gateway.ensureSearchAttributes();
  const { policy } = config;
  const starter = createStarter({ gateway, log });
  const courier = createCourier({ db, gateway, policy, log });
  const partners = createPartners({ log, onOutage: outageRecorder(db, log) });
  const directory = createDirectory(db);
  const intake = { db, policy, starter };
  const deps = { db, partners, directory, policy, log, intake };
  const opening = createOpening({ db, gateway });
  const activities = {
    ...createActivities(deps),
    ...createMovementActivities(deps),
    ...createInboundActivities(deps),
    ...createJobActivities({ ...deps, opening, precedence: createPrecedence() }),
  };

  const common: Pick<WorkerOptions, 'connection' | 'namespace' | 'activities' | 'shutdownGraceTime'> = {
    connection,
    namespace,
    activities,
    shutdownGraceTime: config.shutdownGraceMs,
  };
  const workers: Worker[] = [];
  if (config.workerRole !== 'bulk') {
    const orders = await Worker.create({
      ...common,
      taskQueue: QUEUES.orders,
      workflowBundle,
      maxCachedWorkflows: config.maxCachedWorkflows,
      maxConcurrentLocalActivityExecutions: LOCAL_SLOTS,
    });
    const calls = await Worker.create({
      ...common,
      taskQueue: QUEUES.partners,
      maxConcurrentActivityTaskExecutions: PARTNER_SLOTS,
    });
    workers.push(orders, calls);
  }
  if (config.workerRole !== 'orders') {
    const bulk = await Worker.create({
      ...common,
      taskQueue: QUEUES.bulk,
      workflowBundle,
      maxCachedWorkflows: BULK_CACHED,
      maxConcurrentActivityTaskExecutions: BULK_SLOTS,
      maxConcurrentLocalActivityExecutions: BULK_SLOTS,
      maxHeartbeatThrottleInterval: BULK_BEAT_MS,
    });
    workers.push(bulk);
  }
  let stopping = false;
  const running = workers.map((worker) =>
    worker.run().catch((err: unknown) => log.error({ err, taskQueue: worker.options.taskQueue }, 'worker failed')),
  );
  const failed = new Promise<void>((resolve) => {
    for (const run of running) void run.then(() => (stopping ? undefined : resolve()));
  });
  const sweeper =
    config.workerRole === 'bulk'
      ? null
      : runSweeper({
          db,
          gateway,
          policy,
          log,
          courier,
          mapAnew: carrierMapper(db),
          jobRowsKeptMs: config.jobRowsKeptDays * DAY_MS,
        });
  const places = config.workerRole === 'orders' ? [] : placesOf(config);
  const inbox = places.length > 0 ? watchPlaces({ db, gateway, log }, places) : null;

  return {
    failed,
    async stop() {
      stopping = true;
      await Promise.all([sweeper?.stop(), inbox?.stop()]);
      for (const worker of workers) if (worker.getState() === 'RUNNING') worker.shutdown();
      await Promise.all(running);
      await starter.drain(config.shutdownGraceMs);
      await courier.drain(config.shutdownGraceMs);
      await db.close();
      if (!shared.temporal) await connection.close();
    },
  };
}

/** As a process of its own: ends on SIGTERM, SIGINT, or when the supervisor that started it is gone. */
async function main(): Promise<void> {
  const config = loadConfig();
  const log = createLogger('worker', config.logLevel);
  const worker = await startWorker(config, { log });
  log.info({ role: config.workerRole }, 'worker is running');
  process.send?.('ready');
  let stopping = false;
  const stop = (code: number): void => {
    if (stopping) return;
    stopping = true;
    void worker.stop().finally(() => process.exit(code));
  };
  for (const signal of ['SIGTERM', 'SIGINT', 'disconnect'] as const) process.once(signal, () => stop(0));
  void worker.failed.then(() => stop(1));
}

if (require.main === module)
  main().catch((err: unknown) => {
    process.stderr.write(`${err instanceof Error ? err.message : String(err)}\n`);
    process.exit(1);
  });
