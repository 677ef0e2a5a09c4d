import { movementWorkflowId } from '../messages/ids';
import { MOVEMENT_LOOK_SIGNAL, MOVEMENT_WORKFLOW, type MovementInput, type MovementKey } from '../messages/movement';
import { QUEUES } from '../messages/queues';
import type { JobGatewayParts } from './jobs';

/** What this service asks of Temporal's client about movements. Has a deadline; throws `TemporalUnavailable`. */
export interface MovementGateway {
  /** Makes the movement's workflow look at its row, and starts it where it does not run. */
  moveOn(key: MovementKey): Promise<void>;
}

export function movementGateway({ workflow, call, namespaceId }: JobGatewayParts): MovementGateway {
  return {
    async moveOn({ orgId, movementId }) {
      await call(async () =>
        workflow.signalWithStart<(input: MovementInput) => Promise<void>, []>(MOVEMENT_WORKFLOW, {
          workflowId: movementWorkflowId({ orgId, movementId }),
          taskQueue: QUEUES.orders,
          args: [{ orgId, movementId, startedIn: await namespaceId() }],
          workflowIdReusePolicy: 'ALLOW_DUPLICATE',
          workflowIdConflictPolicy: 'USE_EXISTING',
          staticSummary: movementId,
          signal: MOVEMENT_LOOK_SIGNAL,
          signalArgs: [],
        }),
      );
    },
  };
}
