import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { tryLock } from '../../dev/lock.cjs';
import { makeTestHome, removeTestHome } from '../harness/testHome';
import { runCommand } from './command';

const home = makeTestHome();
afterAll(() => removeTestHome(home));
const reset = (): ReturnType<typeof runCommand> => runCommand('reset', { WAYBILL_HOME: home.dir });

test('reset empties the home', () => {
  home.secret('tokenSecret');
  home.write('demo', {});
  mkdirSync(home.path('sandbox'));
  expect(reset()).toMatchObject({ status: 0, stdout: `Emptied ${home.dir}.\n` });
  expect(readdirSync(home.dir)).toEqual([]);
});

test('reset refuses while the stack of the home runs', () => {
  home.write('demo', {});
  const lock = tryLock(home.path('stack.lock'));
  expect(reset()).toMatchObject({
    status: 1,
    stderr: `A stack runs in ${home.dir} (process ${process.pid}): stop it first.`,
  });
  if ('release' in lock) lock.release();
  expect(existsSync(home.path('demo.json'))).toBe(true);
});

test('reset leaves what others have put into the folder', () => {
  writeFileSync(home.path('thesis.txt'), 'mine');
  const stdout = `Emptied ${home.dir}. Left as not of Waybill's: thesis.txt.\n`;
  expect(reset()).toMatchObject({ status: 0, stdout });
  expect(readdirSync(home.dir)).toEqual(['thesis.txt']);
});

test('reset of a home that is not there is no error', () => {
  const missing = home.path('missing');
  expect(runCommand('reset', { WAYBILL_HOME: missing })).toMatchObject({ status: 0 });
  expect(existsSync(missing)).toBe(false);
});
