import type { WorkflowStartOptions } from '@temporalio/client';
import { orderWorkflowId } from '../messages/ids';
import type { OrderInput } from '../messages/order';
import { QUEUES } from '../messages/queues';
import { toPairs, type SearchAttributeValues } from './searchAttributes';

/** What operators see of an order before its workflow has said more; ids and codes only, no personal data. */
export interface StartAbout {
  /** One line for the Temporal UI, such as `BU01 WEB-20417 LDN1 UPS 1D`. */
  summary?: string;
  attributes?: SearchAttributeValues;
  /** 1 (first) to 5 (last); imports use 5, everything else the server's 3. */
  priorityKey?: number;
}

/** Options of every start of an order's workflow; a closed one may always run again, from its row. */
export function orderStartOptions(key: OrderInput, about: StartAbout = {}) {
  const own: SearchAttributeValues = { BusinessUnitId: key.businessUnitId, OrderNumber: key.orderNumber };
  return {
    workflowId: orderWorkflowId(key),
    taskQueue: QUEUES.orders,
    args: [{ businessUnitId: key.businessUnitId, orderNumber: key.orderNumber, startedIn: key.startedIn }] as [
      OrderInput,
    ],
    workflowIdReusePolicy: 'ALLOW_DUPLICATE',
    staticSummary: about.summary ?? `${key.businessUnitId} ${key.orderNumber}`,
    typedSearchAttributes: toPairs({ ...own, ...about.attributes }),
    ...(about.priorityKey === undefined ? {} : { priority: { priorityKey: about.priorityKey } }),
  } satisfies WorkflowStartOptions<(input: OrderInput) => Promise<void>>;
}
