import { writeFileSync } from 'node:fs';
import { Session } from 'node:inspector';
import { join } from 'node:path';
import { isMainThread } from 'node:worker_threads';

/**
 * Loaded before API and worker where the bench was asked for a profile: SIGUSR2 starts it, the next one ends and writes
 * it, one file for each thread. The worker's threads are reached through the inspector of the main one.
 */
const folder = process.env.BENCH_PROFILE ?? '';
const SAMPLE_MICROSECONDS = 500;

interface Attached {
  sessionId: string;
}
type Reply = { id: number; result?: { profile?: object } };

function record(): void {
  const main = new Session();
  main.connect();
  const threads: string[] = [];
  let running = false;
  let id = 0;
  const write = (name: string, profile: object | undefined): void => {
    if (profile) writeFileSync(join(folder, `${name}.cpuprofile`), JSON.stringify(profile));
  };
  const post = (method: string, params: object = {}): void => {
    main.post(method, params, (_err, result) => write('main', (result as { profile?: object } | undefined)?.profile));
    for (const sessionId of threads) {
      const message = JSON.stringify({ id: (id += 1), method, params });
      main.post('NodeWorker.sendMessageToWorker', { sessionId, message });
    }
  };
  main.on('NodeWorker.attachedToWorker', ({ params }: { params: Attached }) => threads.push(params.sessionId));
  main.on('NodeWorker.receivedMessageFromWorker', ({ params }: { params: Attached & { message: string } }) => {
    const { result } = JSON.parse(params.message) as Reply;
    write(`thread-${threads.indexOf(params.sessionId) + 1}`, result?.profile);
  });
  process.on('SIGUSR2', () => {
    if (!running) {
      main.post('NodeWorker.enable', { waitForDebuggerOnStart: false });
      post('Profiler.enable');
      post('Profiler.setSamplingInterval', { interval: SAMPLE_MICROSECONDS });
      post('Profiler.start');
    } else post('Profiler.stop');
    running = !running;
  });
}

if (isMainThread && folder && process.argv[1]?.endsWith(join('dev', 'app.js'))) record();
