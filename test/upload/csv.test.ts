import { codes, rowsOf } from './support';

const HEAD = 'customerOrderNumber,shipTo.name,orderLines.skuId,orderLines.quantity';
const csv = (...lines: string[]): string => [HEAD, ...lines, ''].join('\n');
const read = (...lines: string[]) => rowsOf('csv', csv(...lines));

describe('a CSV file', () => {
  it('has one row per order line; the lines that stand together under one number are an order', async () => {
    expect(await read('A,Ada,S1,2', 'A,,S2,1', 'B,Bob,S1,3')).toEqual([
      {
        line: 2,
        key: 'A',
        raw: null,
        payload: {
          customerOrderNumber: 'A',
          shipTo: { name: 'Ada' },
          orderLines: [
            { skuId: 'S1', quantity: 2 },
            { skuId: 'S2', quantity: 1 },
          ],
        },
      },
      {
        line: 4,
        key: 'B',
        raw: null,
        payload: { customerOrderNumber: 'B', shipTo: { name: 'Bob' }, orderLines: [{ skuId: 'S1', quantity: 3 }] },
      },
    ]);
  });

  it('has a second row where a number comes again further down', async () => {
    const rows = await read('A,Ada,S1,2', 'B,Bob,S1,3', 'A,Ada,S2,1');
    expect(rows.map(({ key, line }) => [key, line])).toEqual([['A', 2], ['B', 3], ['A', 4]]); // prettier-ignore
  });

  it.each([
    [';', 'customerOrderNumber;shipTo.name\nA;Ada'],
    ['tab', 'customerOrderNumber\tshipTo.name\nA\tAda'],
    ['a line `sep=`', 'sep=;\r\ncustomerOrderNumber;shipTo.name\r\nA;Ada\r\n'],
    ['a byte order mark', '\ufeffcustomerOrderNumber,shipTo.name\r\nA,Ada'],
    ['quotes', '"customerOrderNumber","shipTo.name"\n"A","Ada"'],
    ['blank lines and cells', '\n customerOrderNumber ,shipTo.name,,\n\nA,Ada,,\n,,,\n'],
    ['remarks', '#outcome,customerOrderNumber,#errors,shipTo.name\nfailed,A,much,Ada'],
  ])('may have %s', async (_name, file) => {
    const [row, ...others] = await rowsOf('csv', file);
    expect(row?.payload).toEqual({ customerOrderNumber: 'A', shipTo: { name: 'Ada' }, orderLines: [] });
    expect(others).toEqual([]);
  });

  it('may have delimiters, quotes and line ends in a cell in quotes', async () => {
    const [row, next] = await read('A,"Ada, ""the""\nfirst",S1,2', 'B,Bob,S1,1');
    expect(row?.payload).toMatchObject({ shipTo: { name: 'Ada, "the"\nfirst' } });
    expect(row?.raw).toBe('A,"Ada, ""the""\nfirst",S1,2');
    expect(next).toMatchObject({ line: 4, key: 'B' });
  });

  it('keeps text that looks like a number as text, and a number that does not look like one for the schema', async () => {
    const [row] = await read('007,1e3,0815,two');
    const expected = {
      customerOrderNumber: '007',
      shipTo: { name: '1e3' },
      orderLines: [{ skuId: '0815', quantity: 'two' }],
    };
    expect(row?.payload).toEqual(expected);
  });

  it('fills lists that its columns name places of, without holes', async () => {
    const file = 'customerOrderNumber,customFields[0].name,customFields[1].name\nA,,two';
    expect((await rowsOf('csv', file))[0]?.payload).toMatchObject({ customFields: [{ name: 'two' }] });
  });

  it('is taken apart the same however it arrives', async () => {
    const file = csv('A,"x\n""y",S1,1', 'Ä,ü,S2,2', 'C,"broken,S,1', 'D,d,S,1');
    const whole = await rowsOf('csv', file, { chunk: 10_000 });
    for (const chunk of [1, 2, 3, 5]) expect(await rowsOf('csv', file, { chunk })).toEqual(whole);
  });
});

describe('a line of CSV that cannot be read', () => {
  it.each([
    ['has an open quote', 'B,"Bob,S1,1', ['MALFORMED_CSV']],
    ['has a quote within a cell', 'B,5" nails,S1,1', ['MALFORMED_CSV']],
    ['has a quote that is closed too early', 'B,"Bob" x,S1,1', ['MALFORMED_CSV']],
    ['has a cell too few', 'B,Bob,S1', ['COLUMN_COUNT']],
    ['has a cell too many', 'B,Bob,S1,1,9', ['COLUMN_COUNT']],
    ['is too long', `B,${'x'.repeat(50_000)},S1,1`, ['ROW_TOO_LARGE']],
  ])('%s: it fails alone and is kept to be shown', async (_name, line, expected) => {
    const rows = await read('A,Ada,S1,2', line, 'C,Cid,S1,3');
    expect(rows.map(({ key, line: at }) => [key, at])).toEqual([['A', 2], ['B', 3], ['C', 4]]); // prettier-ignore
    expect(rows.map(codes)).toEqual([[], expected, []]);
    expect(rows[1]).toMatchObject({ payload: null, raw: expect.stringContaining(line.slice(0, 4000)) });
  });

  it('is not UTF-8: the same', async () => {
    const file = Buffer.from(csv('A,Ada,S1,2', 'B,B\u00f6b,S1,1', 'C,Cid,S1,3'), 'latin1');
    const rows = await rowsOf('csv', file);
    expect(rows.map(codes)).toEqual([[], ['INVALID_ENCODING'], []]);
    expect(rows[1]?.errors?.[0]?.message).toBe('Line 3 is not UTF-8.');
  });

  it('spoils the order in whose midst it is, before, after or between its lines', async () => {
    const broken = 'A,"Ada,S2,1';
    for (const lines of [
      [broken, 'A,Ada,S1,2'],
      ['A,Ada,S1,2', broken],
      ['A,Ada,S1,2', broken, 'A,Ada,S3,1'],
    ]) {
      const rows = await read(...lines, 'B,Bob,S1,3');
      expect(rows.map((row) => [row.key, codes(row)])).toEqual([['A', ['MALFORMED_CSV']], ['B', []]]); // prettier-ignore
    }
  });

  it('leaves what contradicts itself to the client', async () => {
    const [row] = await read('A,Ada,S1,2', 'A,Eve,S2,1');
    expect(row?.errors).toMatchObject([{ code: 'CONFLICTING_VALUES', field: 'shipTo.name' }]);
  });

  it('may be many: an order that is too large altogether fails alone', async () => {
    const lines = Array.from({ length: 400 }, (_, at) => `A,Ada ${'x'.repeat(50)},S${at},1`);
    const rows = await read(...lines, 'B,Bob,S1,3');
    expect(rows.map((row) => [row.key, codes(row)])).toEqual([['A', ['ROW_TOO_LARGE']], ['B', []]]); // prettier-ignore
  });
});

describe('a header', () => {
  it.each([
    ['without the order number', 'shipTo.name,orderLines.skuId', ['REQUIRED']],
    ['with a column twice', 'customerOrderNumber,notes,notes', ['INVALID_COLUMN']],
    ['with a column inside another', 'customerOrderNumber,shipTo,shipTo.name', ['INVALID_COLUMN']],
    ['with the lines as one column', 'customerOrderNumber,orderLines', ['INVALID_COLUMN']],
    ['with a name that is none', 'customerOrderNumber,shipTo..name,__proto__.x', ['INVALID_COLUMN', 'INVALID_COLUMN']],
    ['that is a row', '4711,Ada Byrne,4 Quay Road', ['REQUIRED']],
  ])('%s refuses the file and quotes nothing', async (_name, head, expected) => {
    const refused = rowsOf('csv', `${head}\nx,y,z\n`);
    await expect(refused).rejects.toMatchObject({ code: 'VALIDATION_FAILED' });
    const { errors } = (await refused.catch((err: unknown) => err)) as { errors: { code: string }[] };
    expect(errors.map(({ code }) => code)).toEqual(expected);
    expect(JSON.stringify(errors)).not.toContain('Ada');
  });

  it.each(['', '\n\n', 'customerOrderNumber,shipTo.name\n', '\ufeff'])('with nothing below it, %j', async (file) => {
    await expect(rowsOf('csv', file)).rejects.toMatchObject({
      code: 'VALIDATION_FAILED',
      detail: 'The file has no rows.',
    });
  });

  it('in UTF-16 is refused with what to do', async () => {
    const file = Buffer.from('\ufeffcustomerOrderNumber', 'utf16le');
    await expect(rowsOf('csv', file)).rejects.toMatchObject({ detail: expect.stringContaining('UTF-8') });
  });
});
