import type { InjectedSinks } from '@temporalio/worker';
import { created } from '../front/order';
import { runRival } from '../front/rival';
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

/** An empty workflow that starts eagerly and waits for two signals. */
runRival(TASK_QUEUE, require.resolve('./workflows'), async ({ client, front: { app, before } }) => {
  const ends = createEnds();
  const sinks: InjectedSinks<EndSinks> = { end: { reached: { fn: (_info, id) => ends.reached(id) } } };
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
  return { sinks };
});
