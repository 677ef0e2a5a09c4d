import { homedir } from 'node:os';
import { join } from 'node:path';

/** Pinned: the newest version that `go install` can build. */
export const CLI_VERSION = '1.5.1';

/** Per-user folder of this version of the Temporal CLI; it outlives every home. */
export function cliCache(env: NodeJS.ProcessEnv): string {
  const caches = env.XDG_CACHE_HOME || join(env.HOME || homedir(), '.cache');
  return join(caches, 'waybill', `temporal-cli-${CLI_VERSION}`);
}
