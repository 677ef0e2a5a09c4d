import { randomBytes } from 'node:crypto';
import { Runtime, Worker } from '@temporalio/worker';
import type { NativeConnection } from '@temporalio/worker';
import { QUEUES } from '../../src/messages/queues';
import { createLogger } from '../../src/platform/log';
import { clientOn } from '../../src/temporal/connect';
import { connectWorker } from '../../src/temporal/connectWorker';
import { createGateway, type Gateway } from '../../src/temporal/gateway';
import { stack } from '../harness/stack';

export interface TestNamespace {
  name: string;
  connection: NativeConnection;
  gateway: Gateway;
  /** Runs a worker with the stand-in workflow while `work` runs. */
  withWorker<T>(work: () => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** A namespace of its own on the shared Temporal server, with its search attributes. */
export async function openNamespace(): Promise<TestNamespace> {
  const name = `test-${randomBytes(4).toString('hex')}`;
  const log = createLogger('test', 'silent');
  const target = { temporalAddress: stack().temporalAddress, temporalNamespace: name };
  const { connection } = await connectWorker(target, { log });
  await connection.workflowService.registerNamespace({
    namespace: name,
    workflowExecutionRetentionPeriod: { seconds: 86_400 as never },
  });
  const gateway = createGateway({ client: clientOn(connection, name), namespace: name, eager: true });
  await eventually(async () => {
    await gateway.ensureSearchAttributes();
    await gateway.startOrder({ businessUnitId: 'probe', orderNumber: 'probe' });
  });
  return {
    name,
    connection,
    gateway,
    async withWorker(work) {
      const workflowsPath = require.resolve('./orderStandIn');
      const worker = await Worker.create({ connection, namespace: name, taskQueue: QUEUES.orders, workflowsPath });
      return worker.runUntil(work);
    },
    async close() {
      await connection.close();
      await Runtime.instance().shutdown();
    },
  };
}

/** Tries until it does not throw: the server learns of a new namespace within some seconds. */
export async function eventually<T>(attempt: () => Promise<T>, tries = 100): Promise<T> {
  for (let left = tries; ; left -= 1) {
    try {
      return await attempt();
    } catch (err) {
      if (left === 0) throw err;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
}
