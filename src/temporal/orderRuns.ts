import { WorkflowNotFoundError, type Client } from '@temporalio/client';
import { orderWorkflowId, parseOrderWorkflowId } from '../messages/ids';
import { ORDER_WORKFLOW, type OrderKey } from '../messages/order';
import { within } from './deadline';
import { toGatewayError } from './errors';

/** A run of an order's workflow, as the operator's tools see it. */
export interface OrderRun {
  key: OrderKey;
  startedAt: Date;
}

/** What only operators ask of Temporal: lists of workflows, and their forced end. */
export interface OrderRuns {
  /** Runs that are open now, or, with `since`, that were started then or later, whatever became of them. */
  list(filter?: { since?: Date }): AsyncIterable<OrderRun>;
  /** Ends the order's workflow where it stands. False: none runs. */
  terminate(key: OrderKey, reason: string): Promise<boolean>;
}

const CALL_MS = 10_000;
const PAGE = 500;
const RUNNING = `WorkflowType = '${ORDER_WORKFLOW}' and ExecutionStatus = 'Running'`;
const startedSince = (since: Date): string =>
  `WorkflowType = '${ORDER_WORKFLOW}' and StartTime >= '${since.toISOString()}'`;

/** Every call has a deadline, and throws `TemporalUnavailable` while Temporal is down. */
export function orderRuns({ client, namespace }: { client: Client; namespace: string }): OrderRuns {
  const { connection, workflow } = client;
  const call = <T>(work: () => Promise<T>): Promise<T> =>
    within(connection, CALL_MS, work).catch((err: unknown) => {
      throw toGatewayError(err);
    });

  return {
    async *list({ since } = {}) {
      const query = since ? startedSince(since) : RUNNING;
      let nextPageToken = new Uint8Array();
      do {
        const page = await call(() =>
          connection.workflowService.listWorkflowExecutions({ namespace, query, pageSize: PAGE, nextPageToken }),
        );
        for (const { execution, startTime } of page.executions ?? []) {
          const key = keyOf(execution?.workflowId ?? '');
          if (key) yield { key, startedAt: new Date(Number(startTime?.seconds ?? 0) * 1000) };
        }
        nextPageToken = Uint8Array.from(page.nextPageToken ?? []);
      } while (nextPageToken.length > 0);
    },

    async terminate(key, reason) {
      try {
        await call(() => workflow.getHandle(orderWorkflowId(key)).terminate(reason));
        return true;
      } catch (err) {
        if (err instanceof Error && err.cause instanceof WorkflowNotFoundError) return false;
        throw err;
      }
    },
  };
}

/** Null for an id that none of ours has made. */
function keyOf(workflowId: string): OrderKey | null {
  try {
    return parseOrderWorkflowId(workflowId);
  } catch {
    return null;
  }
}
