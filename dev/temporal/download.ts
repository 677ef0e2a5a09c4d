import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { Tell } from '../tell';
import { CLI_VERSION } from './cache';

const RELEASE = `https://github.com/temporalio/cli/releases/download/v${CLI_VERSION}`;
/** Without a network the start must not wait long for one. */
const FIRST_ANSWER_MS = 4_000;
const ARCHIVE_MS = 180_000;

async function get(name: string, limitMs: number): Promise<Buffer> {
  const response = await fetch(`${RELEASE}/${name}`, { signal: AbortSignal.timeout(limitMs) });
  if (!response.ok) throw new Error(`the official download answers ${response.status}`);
  return Buffer.from(await response.arrayBuffer());
}

/** Gets the release's archive, holds it against the release's checksums and puts the program at `target`. */
export async function downloadCli(target: string, _env: NodeJS.ProcessEnv, tell: Tell): Promise<void> {
  const arch = process.arch === 'x64' ? 'amd64' : process.arch;
  const archive = `temporal_cli_${CLI_VERSION}_${process.platform}_${arch}.tar.gz`;
  tell(`looking for the Temporal CLI ${CLI_VERSION} at the official download`);
  const sums = await get('checksums.txt', FIRST_ANSWER_MS).catch((error: unknown) => {
    throw new Error('the official download cannot be reached', { cause: error });
  });
  const expected = sums
    .toString()
    .split('\n')
    .find((line) => line.endsWith(` ${archive}`))
    ?.split(/\s+/)[0];
  if (!expected) throw new Error(`the official download has no ${archive}`);
  tell(`downloading ${archive}`);
  const bytes = await get(archive, ARCHIVE_MS);
  const actual = createHash('sha256').update(bytes).digest('hex');
  if (actual !== expected) throw new Error(`the downloaded ${archive} has a wrong checksum`);
  const folder = mkdtempSync(join(dirname(target), 'download-'));
  try {
    writeFileSync(join(folder, archive), bytes);
    await promisify(execFile)('tar', ['-xzf', archive, 'temporal'], { cwd: folder });
    chmodSync(join(folder, 'temporal'), 0o755);
    renameSync(join(folder, 'temporal'), target);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
