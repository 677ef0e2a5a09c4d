// Writes docs/cases.md from docs/cases.json and the titles `case N: …` of the tests (`npm run cases`).
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { format, resolveConfig } from 'prettier';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const PAGE = join(root, 'docs', 'cases.md');
const TITLE = /\b(?:it|test)\(\s*(['"])case (\d+): (.+?)(?<!\\)\1/g;

/** @returns {{ number: number, name: string, behaviour: string }[]} */
export const readCases = () => JSON.parse(readFileSync(join(root, 'docs', 'cases.json'), 'utf8'));

/**
 * The tests that are named after a case, in the order of their files.
 * @returns {{ number: number, title: string, file: string }[]}
 */
export function readTests() {
  const names = readdirSync(join(root, 'test'), { recursive: true, encoding: 'utf8' });
  return names
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => `test/${name.replaceAll('\\', '/')}`)
    .sort()
    .flatMap((file) =>
      [...readFileSync(join(root, file), 'utf8').matchAll(TITLE)].map(([, , number, title]) => {
        return { number: Number(number), title, file };
      }),
    );
}

const HEAD = `<!-- Written by \`npm run cases\`; edit docs/cases.json or the tests' titles instead. -->

# Edge cases

What goes wrong between clients, warehouses and carriers, what is right then, and the tests that hold us to it. They run on the real
stack against the [sandbox partners](sandbox.md) and look at what every party sees: the answer, the order, its timeline, its exceptions, and the
books of warehouse and carrier. Tests under \`test/activities\` drive the steps instead, where no call leads to the case yet. Numbers have gaps and stay.
`;

const linkTo = (file) => `[${file.replace(/^test\/|\.test\.ts$/g, '')}](../${file})`;

/** The page as it should be. */
export async function renderPage(cases = readCases(), tests = readTests()) {
  const of = (number) => tests.filter((test) => test.number === number);
  const rows = cases.map(({ number, name, behaviour }) => {
    const files = new Set(of(number).map(({ file }) => linkTo(file)));
    return `| ${number} | ${name} | ${behaviour} | ${[...files].join(', ')} |`;
  });
  const table = ['| case | what happens | what is right | tests |', '| - | - | - | - |', ...rows];
  const titles = cases.flatMap(({ number, name }) => [
    `- **${number}** ${name}`,
    ...of(number).map(({ title }) => `  - ${title}`),
  ]);
  const page = [HEAD, ...table, '', '## What the tests say', '', ...titles, ''].join('\n');
  return format(page, { ...(await resolveConfig(PAGE)), parser: 'markdown' });
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  renderPage().then((page) => writeFileSync(PAGE, page));
}
