import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../root';

/** What `test/random` says after its runs. */
export interface Played {
  sequences: number;
  orders: number;
  /** How often each move was played, by its name. */
  moves: Record<string, number>;
  /** Each with the sequence and the way to play it again. */
  findings: string[];
}

/** Plays so many new random sequences of `test/random`, on a stack that jest starts for them. @throws where it does not run */
export async function playSequences(sequences: number): Promise<Played> {
  const folder = mkdtempSync(join(tmpdir(), 'waybill-sequences-'));
  const file = join(folder, 'report.json');
  const jest = join(ROOT, 'node_modules', 'jest', 'bin', 'jest.js');
  const child = spawn(process.execPath, [jest, 'test/random', '--selectProjects', 'stack'], {
    cwd: ROOT,
    env: { ...process.env, FC_RUNS: String(sequences), FC_WILD: '1', WAYBILL_SEQUENCES_REPORT: file },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => child.kill(signal));
  let output = '';
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  try {
    await new Promise((resolve) => child.once('close', resolve));
    if (!existsSync(file)) throw new Error(`the sequences did not run:\n${output}`);
    return JSON.parse(readFileSync(file, 'utf8')) as Played;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
