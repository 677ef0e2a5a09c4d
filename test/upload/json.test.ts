import { codes, rowsOf } from './support';

const order = (number: string, more: object = {}) => ({ customerOrderNumber: number, ...more });

describe('an NDJSON file', () => {
  it('has one order per line; blank lines are none', async () => {
    const rows = await rowsOf('ndjson', `${JSON.stringify(order('A'))}\r\n\n  \n${JSON.stringify(order('B'))}`);
    expect(rows).toEqual([
      { line: 1, key: 'A', payload: order('A'), raw: null },
      { line: 4, key: 'B', payload: order('B'), raw: null },
    ]);
  });

  it.each([
    ['that breaks off', '{"customerOrderNumber": "B", "notes', 'MALFORMED_JSON', 'B'],
    ['that is no object', '["B"]', 'INVALID_TYPE', null],
    ['that is too long', JSON.stringify(order('B', { notes: 'x'.repeat(50_000) })), 'ROW_TOO_LARGE', 'B'],
    ['nested too deep', `{"a":${'['.repeat(100)}${']'.repeat(100)}}`, 'TOO_DEEP', null],
  ])('fails alone on a line %s', async (_name, line, code, key) => {
    const rows = await rowsOf('ndjson', [JSON.stringify(order('A')), line, JSON.stringify(order('C'))].join('\n'));
    expect(rows.map(codes)).toEqual([[], [code], []]);
    expect(rows[1]).toMatchObject({ line: 2, key, payload: null, raw: expect.stringContaining(line.slice(0, 4000)) });
  });

  it('fails alone on a line that is not UTF-8', async () => {
    const file = Buffer.from('{"customerOrderNumber":"\u00e4"}\n{"customerOrderNumber":"B"}', 'latin1');
    expect((await rowsOf('ndjson', file)).map(codes)).toEqual([['INVALID_ENCODING'], []]);
  });

  it('takes a line of results as the row that it echoes', async () => {
    const line = { line: 7, outcome: 'failed', errors: [], original: order('A') };
    expect(await rowsOf('ndjson', JSON.stringify(line))).toMatchObject([{ key: 'A', payload: order('A') }]);
  });
});

describe('a JSON body', () => {
  const body = (...orders: unknown[]) =>
    JSON.stringify({ note: { data: ['"', '\\'] }, data: orders, more: 'x' }, null, 1);

  it('has its orders in `data`, however it arrives and whatever stands beside', async () => {
    const orders = [order('A', { notes: '}"]\\' }), order('B', { deep: [[{}], []] })];
    for (const chunk of [1, 2, 3, 1000]) {
      const rows = await rowsOf('json', body(...orders), { chunk });
      expect(rows.map(({ payload }) => payload)).toEqual(orders);
    }
    const [first] = await rowsOf('json', body(...orders));
    expect(first?.line).toBe(9);
  });

  it('fails one that is too large or no object alone', async () => {
    const rows = await rowsOf('json', body(order('A'), order('B', { notes: 'x'.repeat(50_000) }), 7, 'a', order('C')));
    expect(rows.map(codes)).toEqual([[], ['ROW_TOO_LARGE'], ['INVALID_TYPE'], ['INVALID_TYPE'], []]);
  });

  it.each([
    '', '{', '[]', '{"data":[{}', '{"data":[{},]}', '{"data":[{}]', '{"data":[{}]}}', '{"data":[{"a":}]}', '{"data":[{} {}]}',
    '{"data":[]}', '{}', '{"data":{}}', '{"data":null}', '{"data":[{}],"data":[{}]}', '{"data":[,{}]}', 'null',
  ])('is refused as %j', async (text) => {
    await expect(rowsOf('json', text)).rejects.toMatchObject({ code: 'VALIDATION_FAILED' });
  }); // prettier-ignore

  it('has at most as many as it may', async () => {
    const limits = { maxJsonRows: 2 };
    const refused = rowsOf('json', body(order('A'), order('B'), order('C')), { limits });
    await expect(refused).rejects.toMatchObject({ errors: [{ code: 'TOO_BIG', field: 'data' }] });
    expect(await rowsOf('json', body(order('A'), order('B')), { limits })).toHaveLength(2);
  });
});
