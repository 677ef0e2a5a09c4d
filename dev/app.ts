import { startApi } from '../src/api/server';
import { loadConfig } from '../src/platform/config';
import { createLogger } from '../src/platform/log';
import { connectWorker } from '../src/temporal/connectWorker';
import { startWorker } from '../worker';

/** API and worker in one process on one connection, so that the API can start workflows eagerly here. */
async function run(): Promise<void> {
  const config = loadConfig();
  const log = createLogger('app', config.logLevel);
  const temporal = await connectWorker(config, { log });
  const shared = { temporal, log };
  const worker = await startWorker(config, shared);
  const api = await startApi(config, shared);
  const stop = async (): Promise<void> => {
    // What still comes in finds a worker.
    await api.stop();
    await worker.stop();
    await temporal.connection.close();
    process.exit(0);
  };
  process.once('SIGTERM', () => void stop());
  // Without its worker the process is of no use; the supervisor starts another.
  void worker.failed.then(() => process.exit(1));
}

run().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
