import { ALL_SETTINGS, ConfigError, loadConfig } from '../../src/platform/config';

const REQUIRED = {
  DATABASE_URL: 'postgres://app:pw@localhost:5432/waybill',
  TEMPORAL_ADDRESS: 'localhost:7233',
  TOKEN_SECRET: 'x'.repeat(32),
};

function problemsOf(env: NodeJS.ProcessEnv): string[] {
  try {
    loadConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
  }
  return [];
}

describe('configuration', () => {
  test('everything but addresses and secrets has a default', () => {
    expect(loadConfig(REQUIRED)).toMatchObject({
      host: '127.0.0.1',
      port: 3000,
      databaseUrl: REQUIRED.DATABASE_URL,
      databasePoolSize: 10,
      temporalNamespace: 'default',
      workerRole: 'all',
      logLevel: 'info',
      tokenTtlSeconds: 3600,
      shutdownGraceMs: 8000,
      bodyLimitBytes: 1_048_576,
      commandDeadlineMs: 10_000,
      outcomeWaitMs: 20_000,
      policy: {
        ackMs: 900_000,
        releaseMs: 300_000,
        bookingMs: 600_000,
        recallMs: 900_000,
        firstScanMs: 86_400_000,
        completionGraceMs: 120_000,
        bookingLookupMs: 120_000,
      },
    });
  });

  test('the environment goes before defaults; an empty variable counts as unset', () => {
    const config = loadConfig({ ...REQUIRED, PORT: '8080', ACK_SLA_MS: '1500', WORKER_ROLE: 'bulk', HOST: '' });
    expect(config).toMatchObject({ port: 8080, workerRole: 'bulk', host: '127.0.0.1', policy: { ackMs: 1500 } });
  });

  test('all problems are listed at once, by name, and no value is repeated', () => {
    const problems = problemsOf({
      DATABASE_URL: 'mysql://hunter2@localhost/x',
      TOKEN_SECRET: 'hunter2',
      PORT: '99999',
      LOG_LEVEL: 'loud',
      ACK_SLA_MS: '15 minutes',
      DATABASE_POOL_SIZE: '2',
    });
    for (const name of [
      'DATABASE_URL',
      'TEMPORAL_ADDRESS is missing',
      'TOKEN_SECRET',
      'PORT must be from 0 to 65535',
      'LOG_LEVEL',
      'ACK_SLA_MS must be a whole number',
      'DATABASE_POOL_SIZE must be from 3 to 200',
    ])
      expect(problems.filter((problem) => problem.startsWith(name))).toHaveLength(1);
    expect(problems).toHaveLength(7);
    expect(problems.join()).not.toContain('hunter2');
  });

  test('every setting is documented, its name is unique and its default is valid', () => {
    expect(new Set(ALL_SETTINGS.map(({ env }) => env)).size).toBe(ALL_SETTINGS.length);
    for (const { env, doc, default: fallback, schema } of ALL_SETTINGS) {
      expect(env).toMatch(/^[A-Z][A-Z0-9_]+$/);
      expect(doc).toMatch(/^[A-Z].{10,}\.$/s);
      if (fallback !== null) expect(schema.safeParse(fallback).success).toBe(true);
    }
  });
});
