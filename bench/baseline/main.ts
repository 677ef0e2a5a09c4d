import type { RequestHandler } from 'express';
import { Pool } from 'pg';
import { localsOf } from '../../src/api/callContext';
import { verifyCallback } from '../../src/contract/partner';
import { dataOf } from '../../src/contract/common/list';
import { Acknowledgement, ShipConfirmation } from '../../src/contract/umg/confirmations';
import type { Connection } from '../../src/partners';
import { IDLE_TIMEOUT_MS } from '../../src/store/database';
import { Problem } from '../../src/platform/problem';
import { connectClient } from '../../src/temporal/connect';
import { created } from '../front/order';
import { runRival } from '../front/rival';
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

/** Four ordinary activities, one table, and a client on a connection of its own. */
runRival(TASK_QUEUE, require.resolve('./workflows'), async ({ config, log, front: { app, before, body } }) => {
  const warehouse = JSON.parse(process.env.BENCH_WAREHOUSE ?? '{}') as Connection;
  const db = new Pool({
    connectionString: config.databaseUrl,
    max: config.databasePoolSize,
    idleTimeoutMillis: IDLE_TIMEOUT_MS,
  });
  await db.query(SCHEMA);
  const { client } = connectClient(config);
  const handleOf = (number: string) => client.workflow.getHandle(workflowIdOf(number));

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
  return { activities: createActivities(db, warehouse, log) };
});
