import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TOP } from './lint';

interface Told {
  cases: { number: number; name: string; behaviour: string }[];
  tests: { number: number; title: string; file: string }[];
  page: string;
}

/** What `npm run cases` goes by, and what it would write. */
function told(): Told {
  const script = `import { readCases, readTests, renderPage } from './dev/cases.mjs';
    console.log(JSON.stringify({ cases: readCases(), tests: readTests(), page: await renderPage() }))`;
  const args = ['--input-type=module', '-e', script];
  return JSON.parse(execFileSync(process.execPath, args, { cwd: TOP, encoding: 'utf8' })) as Told;
}

describe('the edge cases', () => {
  const { cases, tests, page } = told();
  const numbers = cases.map(({ number }) => number);

  it('are listed once each, in order, with what is right', () => {
    expect(numbers.length).toBeGreaterThan(20);
    expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b));
    expect(cases.filter(({ name, behaviour }) => !name || !behaviour.endsWith('.'))).toEqual([]);
  });

  it('have a test of their name each', () => {
    expect(numbers.filter((number) => !tests.some((test) => test.number === number))).toEqual([]);
  });

  it('are all that tests are named after', () => {
    expect(tests.filter(({ number }) => !numbers.includes(number))).toEqual([]);
    expect(new Set(tests.map(({ number, title }) => `${number} ${title}`)).size).toBe(tests.length);
  });

  it('are the page docs/cases.md; `npm run cases` writes it', () => {
    expect(readFileSync(join(TOP, 'docs', 'cases.md'), 'utf8')).toBe(page);
  });
});
