import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from './root';

interface Outcome {
  numPassedTests: number;
  numFailedTests: number;
  numRuntimeErrorTestSuites: number;
}

interface Count {
  passed: number;
  failed: number;
}

/** First all that may run side by side, then the kills and outages, which would make others wait, alone. */
const RUNS = [
  ['--passWithNoTests', '--ignoreProjects', 'faults'],
  ['--passWithNoTests', '--runInBand', '--selectProjects', 'faults'],
];

function readOutcome(file: string): Count {
  try {
    const outcome = JSON.parse(readFileSync(file, 'utf8')) as Outcome;
    return { passed: outcome.numPassedTests, failed: outcome.numFailedTests + outcome.numRuntimeErrorTestSuites };
  } catch {
    // jest did not come as far as the tests.
    return { passed: 0, failed: 1 };
  }
}

/** One run of jest; a signal ends it and keeps further runs from starting. */
async function runJest(args: string[], signal: AbortSignal): Promise<Count & { code: number }> {
  const folder = mkdtempSync(join(tmpdir(), 'waybill-jest-'));
  const file = join(folder, 'outcome.json');
  const jest = join(ROOT, 'node_modules', 'jest', 'bin', 'jest.js');
  const child = spawn(process.execPath, [jest, ...args, '--json', `--outputFile=${file}`], {
    cwd: ROOT,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  signal.addEventListener('abort', () => child.kill(signal.reason as NodeJS.Signals));
  const code = await new Promise<number>((resolve) => child.once('exit', (status) => resolve(status ?? 1)));
  const count = readOutcome(file);
  rmSync(folder, { recursive: true, force: true });
  return { ...count, code };
}

/**
 * `npm test`: runs jest with these arguments, as often as needed; the last line of output is `N passed, N failed`.
 * Who names projects gets one run with just these. No test at all is a failure.
 */
export async function test(args: string[]): Promise<void> {
  const ending = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => ending.abort(signal));
  const runs = args.some((arg) => /^--(select|ignore)Projects/.test(arg)) ? [[]] : RUNS;
  const sum = { passed: 0, failed: 0, code: 0 };
  for (const run of runs) {
    if (ending.signal.aborted) break;
    const { passed, failed, code } = await runJest([...args, ...run], ending.signal);
    sum.passed += passed;
    sum.failed += failed;
    sum.code ||= code;
  }
  console.log(`${sum.passed} passed, ${sum.failed} failed`);
  process.exitCode = sum.code || (sum.passed + sum.failed === 0 ? 1 : 0);
}
