import { sql } from 'drizzle-orm';
import { onList, prepared, run } from '../../src/store/statement';
import { openTestDatabase } from './support/fixtures';

const sums = onList(
  'test-sums',
  (limit) => `
select sum(t.n + $2::integer)::integer as sum, max($2::integer) as added
  from (select * from jsonb_to_recordset($1::jsonb) as t (n integer) ${limit}) t`,
);

describe('statements', () => {
  let opened: Awaited<ReturnType<typeof openTestDatabase>>;
  beforeAll(async () => {
    opened = await openTestDatabase(1);
  });
  afterAll(() => opened.close());

  test.each([[[{ n: 1 }]], [[{ n: 1 }, { n: 2 }, { n: 3 }]]])(
    'on %j answer the same within a transaction',
    async (list) => {
      const ask = (db: Parameters<typeof run>[0]) => run(db, sums(list), [JSON.stringify(list), 10]);
      const expected = [{ sum: list.reduce((sum, { n }) => sum + n + 10, 0), added: 10 }];
      expect(await ask(opened.db)).toEqual(expected);
      expect(await opened.db.transaction(ask)).toEqual(expected);
    },
  );

  test('are parsed once by a connection', async () => {
    for (let i = 0; i < 3; i++) await run(opened.db, sums([{}]), ['[{"n":1}]', i]);
    const { rows } = await opened.db.execute(sql`select name from pg_prepared_statements where name like '%/one'`);
    expect(rows).toEqual([{ name: 'test-sums/one' }]);
  });

  test('a prepared query is built once for a database', () => {
    const build = jest.fn(() => ({}));
    const query = prepared(build);
    expect(query(opened.db)).toBe(query(opened.db));
    expect(build).toHaveBeenCalledTimes(1);
  });
});
