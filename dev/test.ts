import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from './root';

interface Outcome {
  numPassedTests: number;
  numFailedTests: number;
  numFailedTestSuites: number;
  numRuntimeErrorTestSuites: number;
}

function readOutcome(file: string): { passed: number; failed: number } {
  try {
    const outcome = JSON.parse(readFileSync(file, 'utf8')) as Outcome;
    return { passed: outcome.numPassedTests, failed: outcome.numFailedTests + outcome.numRuntimeErrorTestSuites };
  } catch {
    // jest did not come as far as the tests.
    return { passed: 0, failed: 1 };
  }
}

/** `npm test`: runs jest with these arguments; the last line of output is `N passed, N failed`. */
export async function test(args: string[]): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'waybill-jest-'));
  const file = join(folder, 'outcome.json');
  const jest = join(ROOT, 'node_modules', 'jest', 'bin', 'jest.js');
  const child = spawn(process.execPath, [jest, '--json', `--outputFile=${file}`, ...args], {
    cwd: ROOT,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
  const code = await new Promise<number>((resolve) => child.once('exit', (status) => resolve(status ?? 1)));
  const { passed, failed } = readOutcome(file);
  rmSync(folder, { recursive: true, force: true });
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = code;
}
