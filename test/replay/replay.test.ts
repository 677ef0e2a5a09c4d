import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { WorkflowBundle } from '@temporalio/worker';
import { bundleWorkflowCode, Worker } from '@temporalio/worker';
import { ROOT } from '../../dev/root';

/** Histories of lives that real servers recorded; `npm run histories` records them anew. */
const FOLDER = join(ROOT, 'test', 'histories');
const files = readdirSync(FOLDER).filter((name) => name.endsWith('.json'));
const quiet = () => undefined;
const logger = { log: quiet, trace: quiet, debug: quiet, info: quiet, warn: quiet, error: quiet };

describe('histories of earlier releases', () => {
  let workflowBundle: WorkflowBundle;
  beforeAll(async () => {
    workflowBundle = await bundleWorkflowCode({ workflowsPath: join(ROOT, 'src', 'workflows', 'index.ts'), logger });
  }, 60_000);

  const read = (file: string): string => readFileSync(join(FOLDER, file), 'utf8');
  const replay = (json: string) =>
    Worker.runReplayHistory({ workflowBundle }, JSON.parse(json), 'so/DEMO-SHOP/replayed');

  test('there are some, of orders and of jobs', () => {
    const jobs = files.filter((name) => name.startsWith('job-'));
    expect([files.length - jobs.length >= 5, jobs.length >= 4]).toEqual([true, true]);
  });

  test.each(files)('%s runs through today’s workflow', (file) => replay(read(file)), 30_000);

  test('a changed order of commands is caught', async () => {
    const [file = ''] = files;
    const data = (name: string) => Buffer.from(`"activity_type":"${name}"`).toString('base64');
    expect(data('claimOrder')).not.toBe(data('tryStep'));
    const history = JSON.parse(read(file)) as {
      events: { markerRecordedEventAttributes?: { details?: Record<string, { payloads?: { data?: string }[] }> } }[];
    };
    // Another activity came first when this was recorded, it says.
    for (const event of history.events) {
      const payload = event.markerRecordedEventAttributes?.details?.['data']?.payloads?.[0];
      if (!payload?.data) continue;
      const text = Buffer.from(payload.data, 'base64').toString().replace('claimOrder', 'somethingElse');
      payload.data = Buffer.from(text).toString('base64');
    }
    await expect(replay(JSON.stringify(history))).rejects.toThrow(/[Nn]ondeterminism|determinis/);
  }, 30_000);
});
