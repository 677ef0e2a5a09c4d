import { setTimeout as delay } from 'node:timers/promises';
import { controlJob } from '../../src/intake/jobs';
import { jobWorkflowId } from '../../src/messages/ids';
import { PROGRESS_QUERY, type JobProgress } from '../../src/messages/job';
import { isComplete, openJobDoor, type JobDoor } from './door';

describe('the life of a job', () => {
  let door: JobDoor;
  beforeAll(() => {
    door = openJobDoor();
  });
  afterAll(() => door.close());
  const workflowOf = ({ businessUnitId, jobId }: { businessUnitId: string; jobId: string }) =>
    door.client.workflow.getHandle(jobWorkflowId({ businessUnitId, jobId }));

  test('ends with every order released, and with a workflow for each that is still open', async () => {
    const job = await door.create(120);
    expect(job).toMatchObject({ status: 'CREATED', counts: { total: 120, pending: 120 } });
    const ended = await door.until(job.jobId, isComplete);
    expect(ended).toMatchObject({ outcome: 'SUCCEEDED', counts: { created: 120, pending: 0 } });
    await workflowOf(job).result();
    expect(await door.count(`status = 'CREATED'`, job.jobId)).toBe(0);
    // A workflow that was opened marks its order when it claims it.
    const unopened = () => door.count(`awaits_opening or (closed_at is null and started_in is null)`, job.jobId);
    for (const until = Date.now() + 10_000; (await unopened()) > 0 && Date.now() < until;) await delay(100);
    expect(await unopened()).toBe(0);
  });

  test('can be paused, resumed and cancelled by Updates of its workflow, which answer when that is committed', async () => {
    const lane = `test/${Date.now()}`;
    const first = await door.create(1, { lane });
    await controlJob(door.deps, first.jobId, 'pause');
    const job = await door.create(2, { lane });
    await door.until(job.jobId, ({ startedIn }) => startedIn !== null);
    const handle = workflowOf(job);
    await handle.executeUpdate('pause');
    expect((await door.until(job.jobId, () => true)).control).toBe('pause');
    await handle.executeUpdate('cancel');
    expect(await door.until(job.jobId, isComplete)).toMatchObject({ outcome: 'CANCELLED', counts: { skipped: 2 } });
    const { control } = await workflowOf(first).query<JobProgress>(PROGRESS_QUERY);
    expect(control).toBe('pause');
    await controlJob(door.deps, first.jobId, 'resume');
    expect(await door.until(first.jobId, isComplete)).toMatchObject({ outcome: 'SUCCEEDED' });
  });

  test('waits in its lane for the job in front, which tells it when it has left', async () => {
    const lane = `test/${Date.now()}/fifo`;
    const jobs = [];
    for (let at = 0; at < 4; at += 1) jobs.push(await door.create(3, { lane }));
    const ended = await Promise.all(jobs.map(({ jobId }) => door.until(jobId, isComplete)));
    const times = ended.map(({ startedAt, completedAt }) => [
      Date.parse(startedAt ?? ''),
      Date.parse(completedAt ?? ''),
    ]);
    times.slice(1).forEach(([started = 0], at) => expect(started).toBeGreaterThanOrEqual(times[at]?.[1] ?? Infinity));
  });
});
