import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { ALL_SETTINGS } from '../../src/platform/config';
import { TOP } from './lint';

interface Service {
  image: string;
  build?: string;
  command?: string[];
  restart?: string;
  environment?: Record<string, string>;
  depends_on?: Record<string, { condition: string }>;
  healthcheck?: { test?: string[]; disable?: boolean };
  volumes?: string[];
}

const read = (file: string): string => readFileSync(join(TOP, file), 'utf8');
const compose = parse(read('docker-compose.yml'), { merge: true }) as { services: Record<string, Service> };
const services = Object.entries(compose.services);
const ours = services.filter(([, service]) => service.build);
const dockerfile = read('Dockerfile');

/** The source that the build turns into this file of `dist/`. */
const sourceOf = (built: string): string => built.replace(/^dist\//, '').replace(/\.js$/, '.ts');

describe('docker-compose.yml', () => {
  it('has the parts of a production stack', () => {
    expect(services.map(([name]) => name).sort()).toEqual(
      ['api', 'init', 'postgres', 'temporal', 'temporal-namespace', 'temporal-schema', 'temporal-ui', 'worker'].sort(),
    );
    expect(ours.map(([name]) => name).sort()).toEqual(['api', 'init', 'worker']);
  });

  it('pins every image to a full version', () => {
    const bases = [...dockerfile.matchAll(/^FROM (\S+)/gm)].map((match) => match[1]!);
    const images = [...services.map(([, { image }]) => image), ...bases];
    expect(images.filter((image) => !/:v?\d+\.\d+(\.\d+)?[\w.-]*$/.test(image))).toEqual([]);
    expect(bases.length).toBeGreaterThan(0);
  });

  it('carries our own version in the name of our image', () => {
    const { version } = JSON.parse(read('package.json')) as { version: string };
    expect(ours.map(([, { image }]) => image)).toEqual(ours.map(() => `waybill:${version}`));
  });

  it('gives our services only settings that the configuration knows', () => {
    const known = new Set(ALL_SETTINGS.map(({ env }) => env));
    const unknown = ours.flatMap(([name, { environment = {} }]) =>
      Object.keys(environment).flatMap((variable) => (known.has(variable) ? [] : [`${name}: ${variable}`])),
    );
    expect(unknown).toEqual([]);
  });

  it('gives our services every setting that has no default', () => {
    const required = ALL_SETTINGS.filter((setting) => setting.default === null).map(({ env }) => env);
    expect(required.length).toBeGreaterThan(0);
    for (const [, { environment }] of ours)
      expect(Object.keys(environment ?? {})).toEqual(expect.arrayContaining(required));
  });

  it('takes every secret from outside, with no default', () => {
    const secrets = new Set(ALL_SETTINGS.filter(({ secret }) => secret).map(({ env }) => env));
    const sensitive = (name: string) => secrets.has(name) || /PASSWORD|PWD|SECRET/.test(name);
    const values = services.flatMap(([, { environment = {} }]) =>
      Object.entries(environment).flatMap(([name, value]) => (sensitive(name) ? [value] : [])),
    );
    expect(values.length).toBeGreaterThan(3);
    expect(values.filter((value) => !/\$\{\w+:\?[^}]+\}/.test(value))).toEqual([]);
  });

  it('waits for health or success, never for a mere start', () => {
    const conditions = services.flatMap(([, { depends_on = {} }]) =>
      Object.entries(depends_on).map(([on, { condition }]) => {
        const job = compose.services[on]!.restart?.startsWith('on-failure') ?? false;
        return [on, condition, job ? 'service_completed_successfully' : 'service_healthy'] as const;
      }),
    );
    expect(conditions.length).toBeGreaterThan(5);
    expect(conditions.filter(([, condition, fitting]) => condition !== fitting)).toEqual([]);
    const waitedFor = new Set(conditions.filter(([, each]) => each === 'service_healthy').map(([on]) => on));
    expect([...waitedFor].filter((on) => !compose.services[on]!.healthcheck?.test)).toEqual([]);
  });

  it('starts files that the build makes, and mounts files that exist', () => {
    const commands = [
      ...ours.map(([, { command }]) => command ?? []),
      ...[...dockerfile.matchAll(/^CMD (\[.*\])$/gm)].map((match) => JSON.parse(match[1]!) as string[]),
    ];
    const built = commands.flatMap((words) => words.filter((word) => word.startsWith('dist/')));
    expect(built).toHaveLength(4);
    const mounted = services.flatMap(([, { volumes = [] }]) =>
      volumes.map((volume) => volume.split(':')[0]!).filter((source) => source.startsWith('./')),
    );
    expect(mounted).toHaveLength(3);
    expect([...built.map(sourceOf), ...mounted].filter((file) => !existsSync(join(TOP, file)))).toEqual([]);
  });
});

describe('Dockerfile', () => {
  const last = dockerfile.slice(dockerfile.lastIndexOf('\nFROM '));

  it('builds first, installs without the build tools, and runs as nobody special', () => {
    expect(dockerfile.indexOf('npm run build')).toBeLessThan(dockerfile.indexOf('npm ci --omit=dev --ignore-scripts'));
    expect(last).toMatch(/^USER node$/m);
    expect(last).toMatch(/^HEALTHCHECK/m);
    expect(last).toContain('ca-certificates');
  });

  it('is not Alpine', () => {
    expect(dockerfile).not.toMatch(/^FROM .*(alpine|musl)/m);
  });
});
