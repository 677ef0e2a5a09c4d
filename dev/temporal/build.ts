import { spawn } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, renameSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ending } from '../process/running';
import type { Tell } from '../tell';
import { CLI_VERSION } from './cache';
import { onPath } from './programs';

const MODULE = `github.com/temporalio/cli/cmd/temporal@v${CLI_VERSION}`;
const PROGRESS_MS = 20_000;
const NEEDED_BYTES = 6 * 1024 ** 3;

/** Go's modules and build cache take some 5 GB: they go where there is room, and are removed after. */
function workFolder(target: string): string {
  const roomy = [tmpdir(), dirname(target)].find((folder) => {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize > NEEDED_BYTES;
  });
  if (!roomy) throw new Error('building it with Go needs 6 GB of free disk for a few minutes');
  return mkdtempSync(join(roomy, 'waybill-go-'));
}

/** Builds the CLI with the Go of this machine and puts it at `target`. Takes about five minutes on two cores. */
export async function buildCli(target: string, env: NodeJS.ProcessEnv, tell: Tell): Promise<void> {
  const go = onPath(env, 'go');
  if (!go) throw new Error('Go is not installed');
  const work = workFolder(target);
  const started = Date.now();
  const passed = (): string => `${Math.round((Date.now() - started) / 1000)} s`;
  tell('building the Temporal CLI with Go: about five minutes, once per user');
  const timer = setInterval(() => tell(`still building the Temporal CLI (${passed()})`), PROGRESS_MS);
  try {
    await goInstall(go, work, env);
    // The work folder may be on another disk; a rename is what makes the program appear whole.
    copyFileSync(join(work, 'bin', 'temporal'), `${target}.new`);
    renameSync(`${target}.new`, target);
    tell(`built the Temporal CLI in ${passed()}`);
  } finally {
    clearInterval(timer);
    rmSync(work, { recursive: true, force: true });
  }
}

async function goInstall(go: string, work: string, env: NodeJS.ProcessEnv): Promise<void> {
  const folders = {
    GOBIN: join(work, 'bin'),
    GOMODCACHE: join(work, 'modules'),
    GOCACHE: join(work, 'cache'),
    GOTMPDIR: work,
  };
  for (const folder of Object.values(folders)) mkdirSync(folder, { recursive: true });
  // Read-only module folders could not be removed after.
  const child = spawn(go, ['install', '-modcacherw', '-ldflags=-s -w', MODULE], {
    cwd: work,
    detached: true,
    env: { ...env, ...folders, CGO_ENABLED: '0' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let output = '';
  child.stderr.on('data', (chunk: Buffer) => (output = (output + chunk.toString()).slice(-2_000)));
  const abandon = (): void => {
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    rmSync(work, { recursive: true, force: true, maxRetries: 3 });
  };
  process.once('exit', abandon);
  const how = await ending(child);
  process.removeListener('exit', abandon);
  if (child.exitCode !== 0) throw new Error(`building it with Go ${how}: ${output.trim().split('\n').at(-1) ?? ''}`);
}
