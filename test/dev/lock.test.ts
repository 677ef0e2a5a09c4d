import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { holder, tryLock, withLock } from '../../dev/lock.cjs';
import { ROOT } from '../../dev/root';

const folder = mkdtempSync(join(tmpdir(), 'waybill-lock-'));
const file = join(folder, 'lock');
afterAll(() => rmSync(folder, { recursive: true }));

test('two that want one lock run one after the other, and leave nothing behind', async () => {
  const seen: string[] = [];
  const waited: number[] = [];
  const work = (name: string) => async (): Promise<void> => {
    seen.push(`${name} in`);
    await delay(50);
    seen.push(`${name} out`);
  };
  const tell = (pid: number): void => void waited.push(pid);
  await Promise.all([withLock(file, tell, work('a')), withLock(file, tell, work('b'))]);
  expect(seen).toEqual(['a in', 'a out', 'b in', 'b out']);
  expect(waited).toEqual([process.pid]);
  expect(readdirSync(folder)).toEqual([]);
});

test('a lock names its living holder; after a kill -9 of that the next one takes it', async () => {
  const script = `require(${JSON.stringify(join(ROOT, 'dev', 'lock.cjs'))}).tryLock(process.argv[1]); console.log('held'); setInterval(() => {}, 1000)`;
  const other = spawn(process.execPath, ['-e', script, file], { stdio: ['ignore', 'pipe', 'inherit'] });
  await new Promise((resolve) => other.stdout.once('data', resolve));
  expect(tryLock(file)).toEqual({ pid: other.pid });
  expect(holder(file)).toBe(other.pid);

  const gone = new Promise((resolve) => other.once('exit', resolve));
  other.kill('SIGKILL');
  await gone;
  expect(holder(file)).toBeNull();
  const lock = tryLock(file);
  expect(lock).toMatchObject({ stale: true });
  if ('release' in lock) lock.release();
  expect(readdirSync(folder)).toEqual([]);
});
