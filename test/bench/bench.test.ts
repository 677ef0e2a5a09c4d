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

test('an argument that is not understood is answered in one sentence', () => {
  const { status, stderr } = bench('--pairs', 'many');
  expect(status).toBe(1);
  expect(stderr).toMatch(/^--pairs many: whole numbers from 1 to 50 are expected\. Usage: npm run bench .*\n$/);
});
