import { spawn } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { removeOutside } from '../../dev/postgres/place';
import { onDatabase } from '../../dev/postgres/database';
import { startPostgres } from '../../dev/postgres/server';
import { compiled } from '../../dev/root';
import { untilNoneLeft } from '../harness/processes';
import { makeTestHome, removeTestHome } from '../harness/testHome';

const home = makeTestHome();
afterAll(() => removeTestHome(home));

/** Starts the server in a process of its own, which can be killed. */
async function startElsewhere(): Promise<{ kill(): void }> {
  const script = `const [home, server, dir] = process.argv.slice(1);
    require(server).startPostgres(require(home).openHome({ WAYBILL_HOME: dir })).then(() => console.log('up'))`;
  const args = ['-e', script, compiled('dev/home.js'), compiled('dev/postgres/server.js'), home.dir];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  await new Promise((resolve) => child.stdout.once('data', resolve));
  return { kill: () => void child.kill('SIGKILL') };
}

test('the embedded server works in a home that only its owner can enter, and keeps data and port', async () => {
  expect(statSync(home.dir).mode & 0o777).toBe(0o700);
  const first = await startPostgres(home);
  await onDatabase(first.url('postgres'), (db) => db.query('create table kept as select 42 as answer'));
  await first.stop(5_000);
  const second = await startPostgres(home);
  expect(second.port).toBe(first.port);
  const { rows } = await onDatabase(second.url('postgres'), (db) => db.query('select answer from kept'));
  expect(rows).toEqual([{ answer: 42 }]);
  await second.stop(5_000);
  expect(await untilNoneLeft(home.dir, 0)).toEqual([]);
});

test('it asks for a password and listens on 127.0.0.1 only', async () => {
  const server = await startPostgres(home);
  const wrong = server.url('postgres').replace(/:[^:@]+@/, ':wrong@');
  await expect(onDatabase(wrong, (db) => db.query('select 1'))).rejects.toThrow('password authentication failed');
  const { rows } = await onDatabase(server.url('postgres'), (db) => db.query('show listen_addresses'));
  expect(rows).toEqual([{ listen_addresses: '127.0.0.1' }]);
  await server.stop(5_000);
});

test('after a kill -9 of whoever started it nothing is left, and it starts again', async () => {
  const starter = await startElsewhere();
  starter.kill();
  expect(await untilNoneLeft(home.dir, 5_000)).toEqual([]);
  const server = await startPostgres(home);
  await server.stop(5_000);
});

test('a kill -9 of the server itself is reported, and it starts again at once', async () => {
  const server = await startPostgres(home);
  process.kill(server.pid, 'SIGKILL');
  await expect(server.ended).resolves.toMatch(/ended/);
  const again = await startPostgres(home);
  await again.stop(5_000);
});

test('what lies outside of the home goes with it', async () => {
  const place = home.read<{ dir: string }>('postgres')?.dir ?? '';
  expect(existsSync(place)).toBe(true);
  removeOutside(home);
  await delay(0);
  expect(existsSync(place)).toBe(place.startsWith(home.dir));
});
