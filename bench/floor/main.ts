import { Worker, type InjectedSinks } from '@temporalio/worker';
import { loadConfig } from '../../src/platform/config';
import { createLogger } from '../../src/platform/log';
import { connectWorker } from '../../src/temporal/connectWorker';
import { createFront } from '../front/front';
import { created } from '../front/order';
import { acknowledgedSignal, shippedSignal, twoSignals, type EndSinks } from './workflows';

const TASK_QUEUE = 'floor';

/** Resolves a workflow's end for whoever asks, before or after it. */
function createEnds() {
  const waiting = new Map<string, () => void>();
  const reached = new Set<string>();
  return {
    reached(id: string): void {
      const go = waiting.get(id);
      if (go) go();
      else reached.add(id);
      waiting.delete(id);
    },
    of: (id: string): Promise<void> =>
      reached.delete(id) ? Promise.resolve() : new Promise((resolve) => waiting.set(id, resolve)),
  };
}

/** Front and worker of the floor in one process, on one connection, so that workflows start eagerly. */
async function run(): Promise<void> {
  const config = loadConfig();
  const log = createLogger('floor', config.logLevel);
  const { connection, client, namespace } = await connectWorker(config, { log });
  const ends = createEnds();
  const sinks: InjectedSinks<EndSinks> = { end: { reached: { fn: (_info, id) => ends.reached(id) } } };
  const worker = await Worker.create({
    connection,
    namespace,
    taskQueue: TASK_QUEUE,
    workflowsPath: require.resolve('./workflows'),
    sinks,
    maxCachedWorkflows: config.maxCachedWorkflows,
  });

  const { app, before, listen } = createFront(config, log);
  const start = async ({ customerOrderNumber: workflowId }: { customerOrderNumber: string }): Promise<void> => {
    await client.workflow.start(twoSignals, { taskQueue: TASK_QUEUE, workflowId, requestEagerStart: true });
  };
  app.post('/orders', ...before, created(start));
  for (const signal of [acknowledgedSignal, shippedSignal]) {
    app.post(`/orders/:number/${signal.name}`, ...before, async (req, res) => {
      await client.workflow.getHandle(String(req.params.number)).signal(signal);
      res.json({});
    });
  }
  app.get('/orders/:number/end', async (req, res) => {
    await ends.of(req.params.number);
    res.json({});
  });
  await listen();
  process.once('SIGTERM', () => process.exit(0));
  process.send?.('ready');
  await worker.run();
}

run().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
