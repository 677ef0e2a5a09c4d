import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cliCache } from '../../dev/temporal/cache';
import { findCli } from '../../dev/temporal/cli';
import { makeTestHome, removeTestHome } from '../harness/testHome';

const home = makeTestHome();
const cache = home.path('cache');
const bin = home.path('bin');
const tell = jest.fn();
/** The system's programs without those that the tests make. */
const env = { XDG_CACHE_HOME: cache, PATH: `${bin}:/usr/bin:/bin` };

beforeAll(() => {
  mkdirSync(bin);
  // As on a machine without a network.
  jest.spyOn(globalThis, 'fetch').mockRejectedValue(new TypeError('fetch failed'));
});
afterAll(() => removeTestHome(home));

function program(path: string, content = 'exit 0'): string {
  writeFileSync(path, `#!/bin/sh\n${content}\n`);
  chmodSync(path, 0o755);
  return path;
}

test('without network and Go the three ways out are listed', async () => {
  const error = await findCli(env, tell).catch((reason: Error) => reason);
  expect(error).toMatchObject({
    message: expect.stringMatching(/1\. .*TEMPORAL_CLI_PATH[^]*2\. .*Go[^]*3\. .*TEMPORAL_ADDRESS/),
  });
});

test('with Go it is built once into the cache of the user, and what Go has downloaded is removed', async () => {
  const log = home.path('go.log');
  program(
    join(bin, 'go'),
    `echo "$@" >> ${log}; echo "$GOMODCACHE $GOCACHE" >> ${log}; printf '#!/bin/sh\\n' > "$GOBIN/temporal"; chmod 755 "$GOBIN/temporal"`,
  );
  const [first, second] = await Promise.all([findCli(env, tell), findCli(env, tell)]);
  expect(first).toBe(join(cliCache(env), 'temporal'));
  expect(second).toBe(first);
  const [built, folders, ...rest] = readFileSync(log, 'utf8').trim().split('\n');
  expect(built).toBe('install -modcacherw -ldflags=-s -w github.com/temporalio/cli/cmd/temporal@v1.5.1');
  expect(rest).toEqual([]);
  expect(folders?.split(' ').filter((folder) => existsSync(folder))).toEqual([]);
  expect(readdirSync(cliCache(env))).toEqual(['temporal']);
});

test('a CLI on PATH goes before the cache, TEMPORAL_CLI_PATH before both', async () => {
  const onPath = program(join(bin, 'temporal'));
  const named = program(home.path('named-temporal'));
  expect(await findCli(env, tell)).toBe(onPath);
  expect(await findCli({ ...env, TEMPORAL_CLI_PATH: named }, tell)).toBe(named);
  await expect(findCli({ ...env, TEMPORAL_CLI_PATH: '/nowhere' }, tell)).rejects.toThrow(
    'TEMPORAL_CLI_PATH=/nowhere is no program',
  );
});
