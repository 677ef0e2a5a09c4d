import { inboundWorkflowId } from '../messages/ids';
import { INBOUND_WORKFLOW, LOOK_SIGNAL, type InboundInput, type InboundKey } from '../messages/inbound';
import { QUEUES } from '../messages/queues';
import type { JobGatewayParts } from './jobs';
import { toPairs } from './searchAttributes';

type InboundWorkflow = (input: InboundInput) => Promise<void>;

/** What this service asks of Temporal's client about inbound documents. Throws `TemporalUnavailable`. */
export interface InboundGateway {
  /** Makes the document's workflow look at its row, and starts it where it does not run. */
  lookInbound(key: InboundKey): Promise<void>;
}

export function inboundGateway({ workflow, call, namespaceId }: JobGatewayParts): InboundGateway {
  return {
    async lookInbound({ businessUnitId, kind, number }) {
      await call(async () =>
        workflow.signalWithStart<InboundWorkflow, []>(INBOUND_WORKFLOW, {
          workflowId: inboundWorkflowId({ businessUnitId, kind, number }),
          taskQueue: QUEUES.orders,
          args: [{ businessUnitId, kind, number, startedIn: await namespaceId() }],
          workflowIdReusePolicy: 'ALLOW_DUPLICATE',
          workflowIdConflictPolicy: 'USE_EXISTING',
          staticSummary: `${businessUnitId} ${kind} ${number}`,
          typedSearchAttributes: toPairs({ BusinessUnitId: businessUnitId }),
          signal: LOOK_SIGNAL,
          signalArgs: [],
        }),
      );
    },
  };
}
