import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { csvText, ndjsonText } from '../../src/api/bulk/resultsText';
import { guarded, unguarded } from '../../src/intake/jobs/csv/formulaGuard';
import { rowsOf } from './support';

type Row = ReturnType<Parameters<typeof csvText>[0]> extends AsyncIterable<infer R> ? R : never;

const staged = (payloads: readonly unknown[]): Row[] =>
  payloads.map((payload, position) => {
    const { customerOrderNumber: key } = payload as { customerOrderNumber: string };
    const row = { position, line: position + 2, key, payload, raw: null, outcome: 'failed' as const, retryable: false };
    return { ...row, errors: [{ code: 'X', message: '=1+1', field: '', pointer: '#' }], result: null };
  });

const reading = (rows: Row[]) =>
  async function* () {
    yield* rows;
  };

async function textOf(pieces: AsyncIterable<string>): Promise<string> {
  let text = '';
  for await (const piece of pieces) text += piece;
  return text;
}

/** Texts that spreadsheets, readers of CSV and we ourselves could take for something else. */
const text = fc.oneof(
  fc.constantFrom('=1+1', "'=1+1", "''+x", "'s-Gravenhage", '-5', '@SUM(A1)', '\t=1', '＝1', ' x ', 'a"b', 'a,b;c', 'a\nb', '#x', '007'),
  fc.string({ minLength: 1, maxLength: 12 }).filter((value) => !/[\0\r]/.test(value)),
); // prettier-ignore

const order = (customerOrderNumber: string) =>
  fc.record({
    customerOrderNumber: fc.constant(customerOrderNumber),
    notes: text,
    orderAmount: fc.integer({ min: -9, max: 9 }),
    fulfillFlag: fc.boolean(),
    customFields: fc.array(fc.record({ name: text, value: text }), { minLength: 1, maxLength: 2 }),
    shipTo: fc.record({ name: text, 'Abholung heute': text }),
    orderLines: fc.array(fc.record({ skuId: text, quantity: fc.integer({ min: 1, max: 9 }) }), { minLength: 1, maxLength: 3 }),
  }); // prettier-ignore
const orders = fc.tuple(order('A-1'), order('=A-2'), order('A-3'));

describe('results can be sent again', () => {
  it('as CSV: the very same orders, and no cell that a spreadsheet runs', async () => {
    await fc.assert(
      fc.asyncProperty(orders, async (payloads) => {
        const file = await textOf(csvText(reading(staged(payloads))));
        expect((await rowsOf('csv', file)).map(({ payload }) => payload)).toEqual(payloads);
        const cells = parse(file, { bom: true, record_delimiter: '\r\n' }).flat();
        expect(cells.filter((cell) => /^[=+@\t\r＝＋－＠]|^-(?!\d$)/.test(cell))).toEqual([]);
      }),
    );
  });

  it('as NDJSON: the very same orders', async () => {
    await fc.assert(
      fc.asyncProperty(orders, async (payloads) => {
        const file = await textOf(ndjsonText(reading(staged(payloads))));
        expect((await rowsOf('ndjson', file)).map(({ payload }) => payload)).toEqual(payloads);
      }),
    );
  });

  it('with the text of a row that could not be read beside the others', async () => {
    const [row] = staged([{ customerOrderNumber: 'A' }]);
    const broken = { ...(row as Row), payload: null, raw: 'A,"open' };
    const file = await textOf(csvText(reading([broken])));
    expect(file).toContain('"A,""open"');
    expect(file.split('\r\n')[0]).toContain('orderLines.skuId');
  });
});

describe('the guard against formulas', () => {
  it('comes off again, from every text', () => {
    fc.assert(fc.property(text, (value) => unguarded(guarded(value)) === value));
  });

  it.each(['=1', '+1', '-1', '@a', '\ta', '\ra', '＋1'])('is before %j', (value) =>
    expect(guarded(value)).toBe(`'${value}`),
  );

  it.each(["'s-Gravenhage", 'a=b', '', '1-2'])('is not before %j', (value) => {
    expect([guarded(value), unguarded(value)]).toEqual([value, value]);
  });
});
