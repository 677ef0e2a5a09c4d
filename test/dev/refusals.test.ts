import { createServer } from 'node:net';
import { needSpace } from '../../dev/home';
import { freePort } from '../../dev/ports';
import { makeTestHome, removeTestHome } from '../harness/testHome';
import { bootstrapAs, runCommand } from './command';

const home = makeTestHome();
afterAll(() => removeTestHome(home));

const VARIABLES = ['PORT', 'SANDBOX_PORT', 'TEMPORAL_PORT', 'TEMPORAL_UI_PORT'];
const ports = async (): Promise<NodeJS.ProcessEnv> =>
  Object.fromEntries(await Promise.all(VARIABLES.map(async (name) => [name, String(await freePort())])));

describe.each(VARIABLES)('%s', (variable) => {
  test('is named, with the port, when that is taken', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : 0;
    const { status, stderr } = runCommand('start', {
      ...(await ports()),
      [variable]: String(port),
      WAYBILL_HOME: home.dir,
    });
    server.close();
    expect(stderr).toMatch(new RegExp(`^Port ${port} \\(.*\\) is in use: .*${variable} .*\\.$`));
    expect(status).toBe(1);
  });
});

test('a variable that is no port is named in one sentence', () => {
  const { status, stderr } = runCommand('start', { PORT: 'http', WAYBILL_HOME: home.dir });
  expect(stderr).toBe('PORT=http is no port number: use 1 to 65535, or 0 for any free one.');
  expect(status).toBe(1);
});

test('an old Node.js is told in one sentence which one is needed', () => {
  const { status, stderr } = bootstrapAs('20.18.3');
  expect(stderr).toMatch(/^Waybill needs Node\.js 20\.19 or newer, this is v[\d.]+: .*\.$/);
  expect(status).toBe(1);
});

test('a disk without room is told in one sentence', () => {
  expect(() => needSpace(home.dir, 1e12)).toThrow(
    /^Only \d+ MiB are free on the disk of .*, or set WAYBILL_HOME .*\.$/,
  );
});
