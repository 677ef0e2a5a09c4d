import {
  WithStartWorkflowOperation,
  WorkflowExecutionAlreadyStartedError,
  type WorkflowClient,
} from '@temporalio/client';
import { jobWorkflowId } from '../messages/ids';
import { JOB_WORKFLOW, type JobAction, type JobInput, type JobKey } from '../messages/job';
import { QUEUES } from '../messages/queues';
import { toPairs } from './searchAttributes';

type JobWorkflow = (input: JobInput) => Promise<void>;

/** What this service asks of Temporal's client about jobs. Every call has a deadline; throws `TemporalUnavailable`. */
export interface JobGateway {
  /** Starts the job's workflow; one that runs already is left alone. */
  startJob(key: JobKey): Promise<'started' | 'running'>;
  /** Tells the job's workflow of an action that the row has already, and starts it where it does not run. */
  controlJob(key: JobKey, action: JobAction): Promise<void>;
}

/** What the calls need of the gateway that they are part of. */
export interface JobGatewayParts {
  workflow: WorkflowClient;
  call<T>(work: () => Promise<T>): Promise<T>;
  namespaceId(): Promise<string>;
}

export function jobGateway({ workflow, call, namespaceId }: JobGatewayParts): JobGateway {
  const options = async (key: JobKey) => ({
    workflowId: jobWorkflowId(key),
    taskQueue: QUEUES.bulk,
    args: [{ businessUnitId: key.businessUnitId, jobId: key.jobId, startedIn: await namespaceId() }] as [JobInput],
    workflowIdReusePolicy: 'ALLOW_DUPLICATE' as const,
    staticSummary: `${key.businessUnitId} ${key.jobId}`,
    typedSearchAttributes: toPairs({ BusinessUnitId: key.businessUnitId, JobId: key.jobId }),
  });

  return {
    async startJob(key) {
      try {
        await call(async () =>
          workflow.start<JobWorkflow>(JOB_WORKFLOW, { ...(await options(key)), workflowIdConflictPolicy: 'FAIL' }),
        );
        return 'started';
      } catch (err) {
        if (err instanceof WorkflowExecutionAlreadyStartedError) return 'running';
        throw err;
      }
    },

    async controlJob(key, action) {
      await call(async () => {
        const startWorkflowOperation = new WithStartWorkflowOperation<JobWorkflow>(JOB_WORKFLOW, {
          ...(await options(key)),
          workflowIdConflictPolicy: 'USE_EXISTING',
        });
        startWorkflowOperation.workflowHandle().catch(() => undefined);
        await workflow.startUpdateWithStart<JobWorkflow, void, []>(action, {
          startWorkflowOperation,
          waitForStage: 'ACCEPTED',
        });
      });
    },
  };
}
