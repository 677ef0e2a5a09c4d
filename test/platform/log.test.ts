import { createLogger } from '../../src/platform/log';

function logged(write: (log: ReturnType<typeof createLogger>) => void, level = 'info'): string {
  let text = '';
  write(createLogger('api', level, { write: (line: string) => (text += line) }));
  return text;
}

describe('the log', () => {
  test('carries the name of its part', () => {
    expect(JSON.parse(logged((log) => log.info('ready')))).toMatchObject({ name: 'api', msg: 'ready' });
  });

  test('blanks secrets wherever they usually stand', () => {
    const text = logged((log) =>
      log.info({
        token: 'hunter2',
        req: { headers: { authorization: 'Bearer hunter2', cookie: 'hunter2' } },
        config: { databaseUrl: 'postgres://u:hunter2@h/d', tokenSecret: 'hunter2' },
        body: { clientSecret: 'hunter2' },
        connection: { credential: 'hunter2', signingSecret: 'hunter2' },
      }),
    );
    expect(text).not.toContain('hunter2');
    expect(text).toContain('[redacted]');
  });

  test('is silent below its level', () => {
    expect(logged((log) => log.info('detail'), 'warn')).toBe('');
  });
});
