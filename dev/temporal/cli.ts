import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { withLock } from '../lock.cjs';
import type { Tell } from '../tell';
import { Sentence } from '../sentence';
import { buildCli } from './build';
import { CLI_VERSION, cliCache } from './cache';
import { downloadCli } from './download';
import { onPath, runnable } from './programs';

/**
 * The Temporal CLI: named by `TEMPORAL_CLI_PATH`, on `PATH`, in the user's cache, downloaded, or built with Go.
 * The latter two fill the cache, one process at a time.
 */
export async function findCli(env: NodeJS.ProcessEnv, tell: Tell): Promise<string> {
  if (env.TEMPORAL_CLI_PATH) {
    if (runnable(env.TEMPORAL_CLI_PATH)) return env.TEMPORAL_CLI_PATH;
    throw new Sentence(`TEMPORAL_CLI_PATH=${env.TEMPORAL_CLI_PATH} is no program that can be run.`);
  }
  const cached = join(cliCache(env), 'temporal');
  const found = onPath(env, 'temporal') ?? (runnable(cached) ? cached : null);
  if (found) return found;
  mkdirSync(cliCache(env), { recursive: true });
  const waiting = (pid: number): void => tell(`waiting for process ${pid}, which gets the Temporal CLI`);
  return withLock(join(cliCache(env), 'lock'), waiting, async () => {
    if (!runnable(cached)) await obtain(cached, env, tell);
    return cached;
  });
}

async function obtain(target: string, env: NodeJS.ProcessEnv, tell: Tell): Promise<void> {
  const failures: string[] = [];
  for (const way of [downloadCli, buildCli]) {
    try {
      return await way(target, env, tell);
    } catch (error) {
      failures.push(error instanceof Error ? error.message : String(error));
    }
  }
  throw new Sentence(
    [
      `The Temporal CLI is missing (${failures.join('; ')}). Do one of these:`,
      '  1. install it (https://docs.temporal.io/cli) so that `temporal` is on PATH, or set TEMPORAL_CLI_PATH to it;',
      `  2. install Go, with which the next start builds version ${CLI_VERSION} by itself;`,
      '  3. set TEMPORAL_ADDRESS to a Temporal server that runs already.',
    ].join('\n'),
  );
}
