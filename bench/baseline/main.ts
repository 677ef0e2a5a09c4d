import type { RequestHandler } from 'express';
import { Worker } from '@temporalio/worker';
import { Pool } from 'pg';
import { localsOf } from '../../src/api/callContext';
import { verifyCallback } from '../../src/contract/partner';
import { dataOf } from '../../src/contract/common/list';
import { Acknowledgement, ShipConfirmation } from '../../src/contract/umg/confirmations';
import type { Connection } from '../../src/partners';
import { loadConfig } from '../../src/platform/config';
import { createLogger } from '../../src/platform/log';
import { Problem } from '../../src/platform/problem';
import { connectClient } from '../../src/temporal/connect';
import { connectWorker } from '../../src/temporal/connectWorker';
import { createFront } from '../front/front';
import { created } from '../front/order';
import { createActivities, SCHEMA } from './activities';
import { TASK_QUEUE, workflowIdOf, type OrderDocument } from './types';
import { acknowledgedSignal, fulfilOrder, shippedSignal } from './workflows';

const Ack = dataOf(Acknowledgement);
const Shipped = dataOf(ShipConfirmation);

/** Lets a callback pass whose signature is the warehouse's. */
const signed =
  (warehouse: Connection): RequestHandler =>
  (req, res, next) => {
    const verdict = verifyCallback(warehouse, localsOf(res).rawBody ?? Buffer.alloc(0), req.headers);
    next(verdict.ok ? undefined : new Problem('SIGNATURE_INVALID'));
  };

/** API and worker of the baseline in one process, as Waybill's local stack has them. */
async function run(): Promise<void> {
  const config = loadConfig();
  const warehouse = JSON.parse(process.env.BENCH_WAREHOUSE ?? '{}') as Connection;
  const log = createLogger('baseline', config.logLevel);
  const db = new Pool({ connectionString: config.databaseUrl, max: config.databasePoolSize });
  await db.query(SCHEMA);
  const { connection, namespace } = await connectWorker(config, { log });
  const worker = await Worker.create({
    connection,
    namespace,
    taskQueue: TASK_QUEUE,
    workflowsPath: require.resolve('./workflows'),
    activities: createActivities(db, warehouse, log),
    maxCachedWorkflows: config.maxCachedWorkflows,
  });
  const { client } = connectClient(config);
  const handleOf = (number: string) => client.workflow.getHandle(workflowIdOf(number));

  const { app, before, body, listen } = createFront(config, log);
  const start = async (order: OrderDocument): Promise<void> => {
    const workflowId = workflowIdOf(order.customerOrderNumber);
    await client.workflow.start(fulfilOrder, { taskQueue: TASK_QUEUE, workflowId, args: [order] });
  };
  app.post('/orders', ...before, created(start));
  app.post('/salesOrderAck', body, signed(warehouse), async (req, res) => {
    const { jobId = '' } = Ack.parse(req.body).data;
    await handleOf(jobId).signal(acknowledgedSignal);
    res.json({});
  });
  app.post('/shipConfirmation', body, signed(warehouse), async (req, res) => {
    const { data } = Shipped.parse(req.body);
    await handleOf(data.customerOrderNumber).signal(shippedSignal, data);
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
