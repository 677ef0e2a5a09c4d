import { readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { TOP } from './lint';

const read = (file: string): string => readFileSync(join(TOP, file), 'utf8');

/** What runs in production: an image is built without development dependencies. */
const SOURCES = [
  'worker.ts',
  ...readdirSync(join(TOP, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join('src', name)),
];

/** Packages whose code a source loads, now or later; types are gone by then. */
function loaded(source: string): string[] {
  const imports = [...source.matchAll(/^(?:import|export) (?!type )[^;]*?from '([^']+)';/gm)];
  const later = [...source.matchAll(/\bimport\('([^']+)'\)/g)];
  return [...imports, ...later]
    .map(([, specifier = '']) => specifier)
    .filter((specifier) => !specifier.startsWith('.') && !specifier.startsWith('node:'))
    .map((specifier) =>
      specifier
        .split('/')
        .slice(0, specifier.startsWith('@') ? 2 : 1)
        .join('/'),
    );
}

describe('packages', () => {
  const { dependencies } = JSON.parse(read('package.json')) as { dependencies: Record<string, string> };
  const used = new Map(SOURCES.flatMap((file) => loaded(read(file)).map((name) => [name, file] as const)));

  it('that run in production are dependencies', () => {
    expect(used.size).toBeGreaterThan(10);
    expect(used.has('ssh2-sftp-client')).toBe(true);
    const missing = [...used].filter(([name]) => !(name in dependencies) && !builtinModules.includes(name));
    expect(missing).toEqual([]);
  });

  it('have exact versions', () => {
    expect(Object.values(dependencies).filter((version) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
  });
});
