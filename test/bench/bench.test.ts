import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Figure } from '../../bench/report';
import { compiled } from '../../dev/root';

jest.setTimeout(130_000);

const folder = mkdtempSync(join(tmpdir(), 'waybill-bench-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function bench(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [compiled('bench/main.js'), ...args], {
    env: { ...process.env, NODE_ENV: undefined, npm_lifecycle_event: undefined },
    encoding: 'utf8',
    timeout: 120_000,
  });
  return { status, stdout, stderr };
}

test('a tiny run measures Waybill, baseline and floor, writes the figures and ends with 0', () => {
  const file = join(folder, 'figures.json');
  const tiny = ['--pairs', '1', '--users', '2', '--seconds', '1', '--figures', '1,2,3'];
  const { status, stdout, stderr } = bench(...tiny, '--json', file);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  const { machine, figures } = JSON.parse(readFileSync(file, 'utf8')) as { machine: object; figures: Figure[] };
  expect(machine).toMatchObject({ cores: expect.any(Number), node: process.version });
  expect(figures.map(({ name, unit, goal }) => [name, unit, goal])).toEqual([
    ['history of a shipped order', 'events', '≤ 26'],
    ['size of that history', 'KB', '≤ 8'],
    ['ordinary activities in it', 'activities', '≤ 0'],
    ['create to released p50 ÷ baseline, 1 user', '×', '≤ 0.3'],
    ['accepted per second ÷ baseline, 2 users', '×', '≥ 3'],
    ["create p99 ÷ baseline's create p50, 2 users", '×', '≤ 1'],
    ['lives per second ÷ baseline, 2 users', '×', '≥ 1.6'],
    ['lives per second ÷ floor, 2 users', '×', '≥ 0.5'],
  ]);
  const valueOf = (name: string): number => figures.find((figure) => figure.name === name)?.value ?? NaN;
  // An order's history is what it is on any machine; the rest only has to be a ratio of two things that happened.
  expect(valueOf('history of a shipped order')).toBeGreaterThan(10);
  expect(valueOf('history of a shipped order')).toBeLessThanOrEqual(26);
  expect(valueOf('ordinary activities in it')).toBe(0);
  for (const { value, unit } of figures.filter((figure) => figure.unit === '×')) {
    expect([unit, value > 0.01 && value < 100]).toEqual(['×', true]);
  }
  for (const name of ['waybill', 'baseline', 'floor'])
    expect(stdout).toMatch(new RegExp(`lives, +2 users, ${name} *: [1-9.]+.*CPU ms/order API\\+worker [1-9]`));
});

test('the bulk figures are taken alone, of the sizes that were asked for', () => {
  const file = join(folder, 'bulk.json');
  const sizes = ['--import', '100', '--rows', '200', '--items', '50', '--batch', '20'];
  const tiny = ['--only', 'bulk', '--pairs', '1', '--users', '2', '--seconds', '1', ...sizes];
  const { status, stdout, stderr } = bench(...tiny, '--json', file);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  const { figures } = JSON.parse(readFileSync(file, 'utf8')) as { figures: Figure[] };
  expect(figures.map(({ name, unit, goal }) => [name, unit, goal])).toEqual([
    ['peak memory importing 200 rows of CSV ÷ 100', '×', '≤ 1.2'],
    ['job history after 200 rows, longest run', 'events', '≤ 1500'],
    ['import of 100 orders accepted', 's', '≤ 2'],
    ["released per second ÷ floor's starts, import of 100", '×', '≥ 6'],
    ["its workflows opened per second ÷ floor's starts", '×', '≥ 0.7'],
    ['released per second at 100 ÷ at 10', '×', '≥ 0.9'],
    ['callback for an order without a workflow applied, p95', 's', '≤ 1'],
    ['DCL batch of 20, p50', 's', '≤ 1'],
    ['20 single creates, one connection ÷ that batch', '×', '≥ 8'],
    ['refresh of 50 items, answer to SUCCESS', 's', '≤ 2'],
    ['10 adjusts of one location: units lost', 'units', '≤ 0'],
    ['10 adjusts of one location: out of order', 'jobs', '≤ 0'],
    ['release p95 beside an import of 200 ÷ quiet', '×', '≤ 2'],
    ['import of 100 beside one of 200 ÷ alone, p50', '×', '≤ 2'],
    ['import of 100 beside one of 200 ÷ alone, slowest', '×', '≤ 2'],
  ]);
  for (const { name, value, unit } of figures.filter((figure) => ['×', 's'].includes(figure.unit))) {
    expect([name, unit, value > 0.001 && value < 100]).toEqual([name, unit, true]);
  }
  // What hangs on no machine: nothing is lost, the order is kept, and a job has at least begun, walked and ended.
  const valueOf = (name: RegExp): number => figures.find((figure) => name.test(figure.name))?.value ?? NaN;
  expect([valueOf(/units lost$/), valueOf(/out of order$/)]).toEqual([0, 0]);
  expect(valueOf(/^job history/)).toBeGreaterThan(8);
  expect(stdout).not.toMatch(/accepting|lives/);
});

test.each([
  [['--pairs', 'many'], '--pairs many: whole numbers from 1 to 50 are expected'],
  [['--only', 'lists'], '--only lists: orders or bulk is expected'],
  [['--batch', '1001'], '--batch 1001: whole numbers from 1 to 1000 are expected'],
])('an argument that is not understood is answered in one sentence: %s', (args, sentence) => {
  const { status, stderr } = bench(...args);
  expect(status).toBe(1);
  expect(stderr).toMatch(/^[^\n]* Usage: npm run bench [^\n]*\n$/);
  expect(stderr.startsWith(`${sentence}. Usage`)).toBe(true);
});
