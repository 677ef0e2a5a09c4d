import type { InjectedSinks } from '@temporalio/worker';
import { created } from '../front/order';
import { runRival } from '../front/rival';
import { startLoop } from './startLoop';
import { createTurns } from './turns';
import { acknowledgedSignal, shippedSignal, twoSignals, type FloorSinks } from './workflows';

const TASK_QUEUE = 'floor';

/** An empty workflow that starts eagerly and waits for two signals. */
runRival(TASK_QUEUE, require.resolve('./workflows'), async ({ client, front: { app, before } }) => {
  const [begins, ends] = [createTurns(), createTurns()];
  const sinks: InjectedSinks<FloorSinks> = {
    begin: { reached: { fn: (_info, id) => begins.reached(id) } },
    end: { reached: { fn: (_info, id) => ends.reached(id) } },
  };
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
  app.post('/starts', ...before, startLoop(client, TASK_QUEUE, begins));
  return { sinks };
});
