import { DrizzleQueryError } from 'drizzle-orm/errors';
import { DatabaseError } from 'pg';
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

  const line = (err: unknown) => {
    const text = logged((log) => log.error({ err }, 'failed'));
    return { text, err: JSON.parse(text).err };
  };

  test('shows a failed query without its parameters and without what PostgreSQL quotes', () => {
    const pg = Object.assign(new DatabaseError('duplicate key value violates unique constraint "k"', 100, 'error'), {
      code: '23505',
      constraint: 'k',
      table: 'orders',
      detail: 'Key (document)=({"name": "Ada Byrne"}) already exists.',
      where: 'JSON data, line 1: {"name":"Ada Byrne"',
    });
    const query = 'insert into orders (document)\nvalues ($1)';
    const { text, err } = line(new DrizzleQueryError(query, ['{"name":"Ada Byrne"}\nparams: Ada Byrne'], pg));
    expect(text).not.toContain('Byrne');
    expect(err).toMatchObject({
      message: `Failed query: ${query}`,
      stack: expect.stringMatching(/^\s*at /),
      cause: { type: 'error', message: pg.message, code: '23505', constraint: 'k', table: 'orders' },
    });
  });

  test('shows no value that PostgreSQL or the JSON parser cannot take', () => {
    const pg = Object.assign(new DatabaseError('invalid input syntax for type integer: "Ada "B" Byrne"', 1, 'error'), {
      code: '22P02',
    });
    expect(line(pg).err.message).toBe('invalid input syntax for type integer: "…"');
    let broken: unknown;
    try {
      JSON.parse('{"name": Ada Byrne}');
    } catch (error) {
      broken = error;
    }
    expect(line(broken).text).not.toContain('Byrne');
  });

  test('shows the causes of an error, one inside the other or side by side, and words of ours', () => {
    const refused = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED', port: 5432 });
    const { err } = line(new Error('outer', { cause: new AggregateError([refused], 'all failed') }));
    expect(err).toMatchObject({
      type: 'Error',
      message: 'outer',
      cause: { type: 'AggregateError', errors: [{ code: 'ECONNREFUSED', port: 5432 }] },
    });
  });

  test('leaves alone what is no error', () => {
    expect(line({ frames: ['at x'] }).err).toEqual({ frames: ['at x'] });
    expect(line('plain').err).toBe('plain');
  });
});
