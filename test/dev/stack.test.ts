import { statSync } from 'node:fs';
import { issueToken } from '../../src/api/tokens';
import { discard, startPrivateStack, type PrivateStack } from '../harness/privateStack';
import { untilNoneLeft } from '../harness/processes';
import { runCommand } from './command';

jest.setTimeout(90_000);
let stack: PrivateStack;
beforeAll(async () => {
  stack = await startPrivateStack();
});
afterAll(() => discard(stack));

const ready = async (): Promise<number> => (await fetch(`${stack.demo.apiUrl}/readyz`)).status;

test('demo.json holds all that a script needs, for its owner only', async () => {
  const { home, demo } = stack;
  expect(Object.keys(demo).sort()).toEqual(
    [
      'accountNumber', 'apiUrl', 'b2bBusinessUnitId', 'buildingId', 'businessUnitId', 'clientId', 'clientSecret', 'companyNo',
      'databaseUrl', 'orgId', 'sandboxUrl', 'skus', 'temporalAddress', 'temporalUiUrl', 'token',
    ], // prettier-ignore
  );
  const ids = [
    demo.orgId,
    demo.businessUnitId,
    demo.b2bBusinessUnitId,
    demo.companyNo,
    demo.accountNumber,
    demo.clientId,
    ...demo.skus,
  ];
  expect(ids.filter((id) => id.length > 25)).toEqual([]);
  expect(demo.buildingId.length).toBeLessThanOrEqual(5);
  expect(statSync(home.path('demo.json')).mode & 0o077).toBe(0);
  expect((await fetch(demo.temporalUiUrl)).status).toBe(200);
  expect(await ready()).toBe(200);
});

test('the token is accepted, one of another secret is not', async () => {
  const { apiUrl, businessUnitId, token, orgId } = stack.demo;
  const list = (bearer: string) =>
    fetch(`${apiUrl}/business_units/${businessUnitId}/sales_orders`, {
      headers: { authorization: `Bearer ${bearer}` },
    });
  expect((await list(token)).status).toBe(200);
  const forged = await issueToken(
    { clientId: 'x', orgId, businessUnitIds: null, scopes: ['admin'] },
    'x'.repeat(32),
    60,
  );
  expect((await list(forged)).status).toBe(401);
});

test('a second start in the same home is refused in one sentence', () => {
  const { status, stderr } = runCommand('start', { WAYBILL_HOME: stack.home.dir, PORT: '0', SANDBOX_PORT: '0' });
  expect(stderr).toMatch(new RegExp(`^A stack runs already in .* \\(process ${stack.pid}\\): .*\\.$`));
  expect(status).toBe(1);
});

test('every part that is killed comes back', async () => {
  const before = stack.parts();
  expect(Object.keys(before).sort()).toEqual(['API and worker', 'PostgreSQL', 'Temporal', 'sandbox partners']);
  for (const pid of Object.values(before)) process.kill(pid, 'SIGKILL');
  const back = async (): Promise<boolean> => {
    const now = stack.parts();
    const all = Object.keys(before).every((name) => now[name] !== undefined && now[name] !== before[name]);
    return all && (await ready().catch(() => 0)) === 200;
  };
  while (!(await back())) await new Promise((resolve) => setTimeout(resolve, 100));
});

test('a stop leaves no process behind; the next start is quick and keeps token and addresses', async () => {
  const { home, demo } = stack;
  await stack.stop();
  expect(await untilNoneLeft(home.dir, 0)).toEqual([]);
  stack = await startPrivateStack({ home });
  expect(stack.readyMs).toBeLessThan(10_000);
  expect(stack.demo).toEqual(demo);
});

test('a kill -9 of the supervisor leaves no process behind, and the stack starts again', async () => {
  const { home } = stack;
  await stack.kill();
  expect(await untilNoneLeft(home.dir, 12_000)).toEqual([]);
  stack = await startPrivateStack({ home });
  expect(await ready()).toBe(200);
});

test('API and worker also run apart', async () => {
  const { home } = stack;
  await stack.stop();
  stack = await startPrivateStack({ home, split: true });
  expect(Object.keys(stack.parts())).toEqual(expect.arrayContaining(['API', 'worker']));
  expect(await ready()).toBe(200);
});
