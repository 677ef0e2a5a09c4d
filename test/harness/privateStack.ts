import { fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Home } from '../../dev/home';
import { freePort } from '../../dev/ports';
import { compiled, ROOT } from '../../dev/root';
import type { DemoFile } from '../../dev/stack/demoFile';
import { makeTestHome, removeTestHome } from './testHome';

export interface PrivateStackOptions {
  /** A home of an earlier stack, to start it again. */
  home?: Home;
  /** API and worker as processes of their own. */
  split?: boolean;
  /** More environment, e.g. durations. */
  env?: NodeJS.ProcessEnv;
}

export interface PrivateStack {
  home: Home;
  demo: DemoFile;
  /** Of the supervisor. */
  pid: number;
  /** Milliseconds from its start to ready. */
  readyMs: number;
  /** Pids by name: `PostgreSQL`, `Temporal`, `sandbox partners`, `API and worker` or `API` and `worker`. */
  parts(): Record<string, number>;
  output(): string;
  /** Ends it in order; the home stays. */
  stop(): Promise<void>;
  /** `kill -9` of the supervisor. */
  kill(): Promise<void>;
}

const KEPT_OUT = ['DATABASE_URL', 'TEMPORAL_ADDRESS', 'NODE_ENV', 'npm_lifecycle_event', 'WAYBILL_TEST_STACK'];

/** Ports that a home keeps over its restarts, as a user's would be. */
async function portsOf(home: Home): Promise<Record<string, string>> {
  const known = home.read<Record<string, string>>('test-ports');
  if (known) return known;
  const names = ['PORT', 'SANDBOX_PORT', 'TEMPORAL_PORT', 'TEMPORAL_UI_PORT'];
  const ports = Object.fromEntries(await Promise.all(names.map(async (name) => [name, String(await freePort())])));
  home.write('test-ports', ports);
  return ports as Record<string, string>;
}

/** Starts a whole stack on ports and a home of its own; it ends with this process at the latest. */
export async function startPrivateStack(options: PrivateStackOptions = {}): Promise<PrivateStack> {
  const home = options.home ?? makeTestHome();
  const inherited = Object.fromEntries(Object.entries(process.env).filter(([name]) => !KEPT_OUT.includes(name)));
  const env = { ...inherited, WAYBILL_DEMO: '0', ...(await portsOf(home)), ...options.env, WAYBILL_HOME: home.dir };
  const started = Date.now();
  const child = fork(
    join(ROOT, 'test', 'harness', 'startStack.cjs'),
    [compiled('dev/main.js'), ...(options.split ? ['--split'] : [])],
    {
      env,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      execArgv: [],
    },
  );
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const ready = new Promise<void>((resolve) => child.once('message', () => resolve()));
  await Promise.race([ready, ended.then(() => Promise.reject(new Error(`the stack did not start:\n${output}`)))]);
  const end = (signal: NodeJS.Signals): Promise<void> => {
    child.kill(signal);
    return ended;
  };
  return {
    home,
    demo: JSON.parse(readFileSync(home.path('demo.json'), 'utf8')) as DemoFile,
    pid: child.pid ?? 0,
    readyMs: Date.now() - started,
    parts: () => home.read<{ parts: Record<string, number> }>('run')?.parts ?? {},
    output: () => output,
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
  };
}

/** Ends a stack and removes its home. */
export async function discard(stack: PrivateStack): Promise<void> {
  await stack.stop();
  removeTestHome(stack.home);
}
