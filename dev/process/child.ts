import { spawn } from 'node:child_process';
import { compiled, ROOT } from '../root';
import { ending, endWithin, withLog, type Running } from './running';

/** A Node process of ours. */
export interface Child extends Running {
  /** Resolves when it says that it is ready for work (`process.send('ready')`). */
  ready: Promise<void>;
}

/** Starts a compiled entry of ours, e.g. `worker.js`, so that it cannot outlive us. It ends in order on SIGTERM. */
export function startChild(entry: string, options: { env: NodeJS.ProcessEnv; log: string }): Child {
  const args = ['--require', compiled('dev/process/leash.js'), compiled(entry)];
  const child = withLog(options.log, (fd) =>
    spawn(process.execPath, args, { cwd: ROOT, detached: true, env: options.env, stdio: ['ignore', fd, fd, 'ipc'] }),
  );
  const ended = ending(child);
  const ready = new Promise<void>((resolve) => child.once('message', () => resolve()));
  const kill = (): void => void child.kill('SIGKILL');
  return {
    pid: child.pid ?? 0,
    ended,
    ready,
    kill,
    stop: (limitMs) => endWithin(ended, limitMs, () => child.kill('SIGTERM'), kill),
  };
}
