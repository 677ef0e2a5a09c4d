import { setTimeout as delay } from 'node:timers/promises';
import type { WorkflowExecutionInfo } from '@temporalio/client';
import { orderWorkflowId } from '../../src/messages/ids';
import { connectClient } from '../../src/temporal/connect';
import type { Life } from './support';
import { demo } from './support';

/** The Temporal side of an order. Call `close` when done. */
export function openProcesses() {
  const { client, connection } = connectClient({ temporalAddress: demo.temporalAddress });
  const handle = ({ unit: businessUnitId, number: orderNumber }: Pick<Life, 'unit' | 'number'>) =>
    client.workflow.getHandle(orderWorkflowId({ businessUnitId, orderNumber }));

  return {
    handle,
    close: () => connection.close(),
    /** Waits until its current run has ended. */
    async ended(life: Life) {
      for (let left = 100; ; left -= 1) {
        const description = await handle(life).describe();
        if (description.status.name !== 'RUNNING') return description;
        if (left === 0) throw new Error(`still running: ${life.number}`);
        await delay(50);
      }
    },
    /** Runs that a list query finds; waits a while for visibility to show any. */
    async list(query: string): Promise<WorkflowExecutionInfo[]> {
      for (let left = 40; ; left -= 1) {
        const found: WorkflowExecutionInfo[] = [];
        for await (const one of client.workflow.list({ query })) found.push(one);
        if (found.length > 0 || left === 0) return found;
        await delay(100);
      }
    },
    async details(life: Life): Promise<string> {
      const metadata = await handle(life).query<{ currentDetails: string }>('__temporal_workflow_metadata');
      return metadata.currentDetails;
    },
  };
}

/** Every text in a value of the API, payloads decoded: where something is not to be found at all. */
export function everyText(value: unknown): string {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('utf8');
  if (value === null || typeof value !== 'object') return String(value);
  return Object.entries(value)
    .map(([name, member]) => `${name}: ${everyText(member)}`)
    .join('\n');
}
