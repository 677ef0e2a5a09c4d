import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Socket } from 'node:net';
import { ending, endWithin, withLog, type Running } from './running';

/**
 * Runs a foreign program and holds a pipe to its starter: at end of file, so also after a `kill -9` of the
 * starter, it sends the program `$SIGNAL_NAME`. It writes the program's pid into the pipe first.
 */
const GUARD = `trap '' INT
"$@" </dev/null 3>&- &
program=$!
echo $program >&3
(cat <&3 >/dev/null; kill -$SIGNAL_NAME $program 2>/dev/null) &
watch=$!
wait $program
code=$?
kill -9 $watch 2>/dev/null
exit $code`;

export interface GuardedOptions {
  env: NodeJS.ProcessEnv;
  log: string;
  /** The signal on which the program ends in order. */
  signal: 'INT' | 'TERM';
  uid?: number;
  gid?: number;
}

/** Starts a program that is not ours so that it cannot outlive us; throws where it cannot be started. */
export async function startGuarded(program: string, args: string[], options: GuardedOptions): Promise<Running> {
  const { uid, gid } = options;
  const child = withLog(options.log, (fd) =>
    spawn('/bin/sh', ['-c', GUARD, 'sh', program, ...args], {
      cwd: '/',
      detached: true,
      env: { ...options.env, SIGNAL_NAME: options.signal },
      stdio: ['ignore', fd, fd, 'pipe'],
      ...(uid === undefined ? {} : { uid, gid }),
    }),
  );
  const ended = ending(child);
  const pipe = child.stdio[3] as Socket;
  pipe.on('error', () => undefined);
  void ended.then(() => pipe.destroy());
  const pid = await Promise.race([
    firstLine(pipe),
    ended.then((how) => Promise.reject(new Error(`${program} ${how}`))),
  ]);
  const force = (): void => {
    for (const target of [Number(pid), -(child.pid ?? 0)]) {
      try {
        if (target !== 0) process.kill(target, 'SIGKILL');
      } catch {
        // It has ended in the meantime.
      }
    }
    pipe.destroy();
  };
  return {
    pid: Number(pid),
    ended,
    kill: force,
    stop: (limitMs) => endWithin(ended, limitMs, () => pipe.destroy(), force),
  };
}

function firstLine(pipe: Socket): Promise<string> {
  return new Promise((resolve) => createInterface({ input: pipe }).once('line', resolve));
}
