import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { ApiDeps } from '../../src/api/deps';
import { routeTable } from '../../src/api/routes';
import { SCOPES } from '../../src/api/scopes';
import { INBOUND_EXCEPTIONS } from '../../src/domain/inbound';
import { EXCEPTIONS } from '../../src/domain/order/exceptions';
import { SEARCH_ATTRIBUTES } from '../../src/messages/searchAttributes';
import { ALL_SETTINGS } from '../../src/platform/config';
import { readRooms, TOP } from './lint';

const read = (file: string): string => readFileSync(join(TOP, file), 'utf8');

const under = (folder: string, ending: RegExp): string[] =>
  readdirSync(join(TOP, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => ending.test(name))
    .map((name) => join(folder, name));

const PAGES = [...readdirSync(TOP).filter((name) => name.endsWith('.md')), ...under('docs', /\.md$/)];
const page = (name: string): string => read(join('docs', name));

/** Rows of the table between `<!-- name -->` and `<!-- /name -->`, heads left out, cells without padding and backticks. */
function table(text: string, name: string): string[][] {
  const [, inner] = new RegExp(`<!-- ${name} -->([\\s\\S]*)<!-- /${name} -->`).exec(text) ?? [];
  const lines = (inner ?? '').split('\n').filter((line) => line.startsWith('|'));
  return lines.slice(2).map((line) =>
    line
      .split(/(?<!\\)\|/)
      .slice(1, -1)
      .map((cell) => cell.trim().replace(/^`([^`]*)`$/, '$1')),
  );
}

/** Anchors of a page as GitHub makes them. */
const anchors = (text: string): string[] =>
  [...text.matchAll(/^#+ (.+)$/gm)].map((match) =>
    match[1]!
      .toLowerCase()
      .replace(/[^\w\- ]/g, '')
      .replaceAll(' ', '-'),
  );

describe('links', () => {
  const links = PAGES.flatMap((from) =>
    [...read(from).matchAll(/\]\(([^)\s]+)\)/g)]
      .map((match) => match[1]!)
      .filter((target) => !/^[a-z]+:/.test(target))
      .map((target) => ({ from, target })),
  );

  it('are many, and every relative one leads to a file and a heading that exist', () => {
    expect(links.length).toBeGreaterThan(20);
    const broken = links.filter(({ from, target }) => {
      const [path, anchor] = target.split('#') as [string, string?];
      const file = path ? join(TOP, dirname(from), path) : join(TOP, from);
      if (!existsSync(file)) return true;
      return anchor !== undefined && !anchors(readFileSync(file, 'utf8')).includes(anchor);
    });
    expect(broken).toEqual([]);
  });
});

describe('docs/running.md', () => {
  const text = page('running.md');

  it('lists every setting with its default, and no other', () => {
    const documented = table(text, 'settings').map(([name, fallback]) => [name, fallback]);
    expect(documented).toEqual(ALL_SETTINGS.map((each) => [each.env, each.default ?? '**must be set**']));
  });

  it('names no other variable than those that something reads', () => {
    const readers = [
      'docker-compose.yml',
      ...under('node_modules/@temporalio/envconfig/lib', /\.js$/),
      ...['src', 'dev', 'sandbox'].flatMap((folder) => under(folder, /\.(ts|mjs|cjs)$/)),
    ].map(read);
    const names = new Set([...text.matchAll(/\b[A-Z]{2,}(?:_[A-Z]+)+\b/g)].map(([name]) => name));
    expect(names.size).toBeGreaterThan(20);
    expect([...names].filter((name) => !readers.some((source) => source.includes(name)))).toEqual([]);
  });
});

describe('tables that mirror code', () => {
  it('docs/architecture.md has the rooms of lint/rooms.mjs', () => {
    const expected = readRooms().ROOMS.map((room) => {
      const types = (room.mayImportTypes ?? []).map((name) => `${name} (types)`);
      const enters = room.mayImport === '*' ? 'everything' : [...room.mayImport, ...types].join(', ');
      const path = room.path.endsWith('.ts') ? room.path : `${room.path}/`;
      return [path, room.holds, enters || 'nothing of ours', room.onlyPackages ? 'yes' : ''];
    });
    expect(table(page('architecture.md'), 'rooms')).toEqual(expected);
  });

  it.each([
    ['order-lifecycle.md', EXCEPTIONS],
    ['inbound.md', INBOUND_EXCEPTIONS],
  ])('docs/%s has the exceptions with their severity and sentence', (name, exceptions) => {
    const expected = Object.entries(exceptions).map(([code, { severity, message }]) => [code, severity, message]);
    expect(table(page(name), 'exceptions')).toEqual(expected);
  });

  it('docs/temporal.md has the search attributes with their types', () => {
    const documented = table(page('temporal.md'), 'attributes').map(([name, type]) => [name, type]);
    expect(documented).toEqual(Object.entries(SEARCH_ATTRIBUTES));
  });

  it('docs/api.md has the scopes', () => {
    expect(table(page('api.md'), 'scopes').map(([name]) => name)).toEqual([...SCOPES]);
  });

  it('docs/api.md has every call with its scope, and no other', () => {
    const routes = routeTable({} as ApiDeps).map(({ spec: { method, path, access } }) => [
      `${method.toUpperCase()} ${path}`,
      typeof access === 'string' ? '–' : access.scope,
    ]);
    expect(table(page('api.md'), 'routes').map(([call, scope]) => [call, scope])).toEqual(routes);
  });
});
