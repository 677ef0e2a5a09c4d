import type { Client } from '@temporalio/client';
import { Worker, type WorkerOptions } from '@temporalio/worker';
import type { Logger } from 'pino';
import { loadConfig, type Config } from '../../src/platform/config';
import { createLogger } from '../../src/platform/log';
import { connectWorker } from '../../src/temporal/connectWorker';
import { createFront, type Front } from './front';

/** What a process that Waybill is measured against is made of. */
export interface RivalParts {
  config: Config;
  log: Logger;
  /** On the worker's own connection, so that starts can be eager. */
  client: Client;
  front: Front;
}

/**
 * Runs front and worker of a rival in one process, as Waybill's local stack has them; its task queue bears its name.
 * `build` adds its routes and answers what its worker has beyond the workflows.
 */
export function runRival(
  name: string,
  workflowsPath: string,
  build: (parts: RivalParts) => Promise<Pick<WorkerOptions, 'activities' | 'sinks'>>,
): void {
  const run = async (): Promise<void> => {
    const config = loadConfig();
    const log = createLogger(name, config.logLevel);
    const { connection, client, namespace } = await connectWorker(config, { log });
    const front = createFront(config, log);
    const worker = await Worker.create({
      connection,
      namespace,
      taskQueue: name,
      workflowsPath,
      maxCachedWorkflows: config.maxCachedWorkflows,
      ...(await build({ config, log, client, front })),
    });
    await front.listen();
    process.once('SIGTERM', () => process.exit(0));
    process.send?.('ready');
    await worker.run();
  };
  run().catch((error: unknown) => {
    console.error(error);
    process.exit(1);
  });
}
