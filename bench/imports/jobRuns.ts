import { setTimeout as delay } from 'node:timers/promises';
import type { DemoFile } from '../../dev/stack/demoFile';
import { jobWorkflowId } from '../../src/messages/ids';
import type { JobKey } from '../../src/messages/job';
import { connectClient } from '../../src/temporal/connect';

/** Events of a job's workflow. */
export interface JobRuns {
  /** Of its longest run. */
  most: number;
  all: number;
  runs: number;
}

const ENDING_MS = 60_000;

/** What Temporal keeps of a job, when its workflow has ended; each run is told by the one that continued it. */
export async function jobRuns({ temporalAddress }: DemoFile, job: JobKey): Promise<JobRuns> {
  const { client, connection } = connectClient({ temporalAddress });
  try {
    const workflowId = jobWorkflowId(job);
    for (const until = Date.now() + ENDING_MS; ; await delay(200)) {
      const { status } = await client.workflow.getHandle(workflowId).describe();
      if (status.name === 'COMPLETED') break;
      if (Date.now() > until) throw new Error(`the workflow of ${job.jobId} is ${status.name}`);
    }
    const counts: number[] = [];
    for (let runId: string | undefined = undefined; ;) {
      const { events } = await client.workflow.getHandle(workflowId, runId).fetchHistory();
      counts.push(events?.length ?? NaN);
      runId = events?.[0]?.workflowExecutionStartedEventAttributes?.continuedExecutionRunId || undefined;
      if (!runId) break;
    }
    return { most: Math.max(...counts), all: counts.reduce((sum, each) => sum + each, 0), runs: counts.length };
  } finally {
    await connection.close();
  }
}
