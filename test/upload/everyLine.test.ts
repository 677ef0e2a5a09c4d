import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { cellsOf } from '../../src/intake/jobs/read/csvCells';
import type { StagedRow } from '../../src/intake/jobs/types';
import { rowsOf } from './support';

const HEAD = 'customerOrderNumber,shipTo.name,orderLines.skuId';

/** Lines as they come: sound ones, and whatever people and programs make of them. */
const line = fc.oneof(
  { weight: 3, arbitrary: fc.tuple(fc.constantFrom('A', 'B', 'C'), fc.constantFrom('Ada', '"B, b"', ''), fc.constantFrom('S1', 'S2')).map((cells) => cells.join(',')) },
  fc.string({ unit: fc.constantFrom('"', ',', 'A', 'x', ' ', "'", 'ü'), maxLength: 20 }),
  fc.constantFrom('A,"open,S1', 'B,closed",S1', 'C,a"b"c,S1', `A,${'x'.repeat(300)},S1`, 'A,b', ',,'),
); // prettier-ignore

/** First to last line that a row accounts for. */
function span({ line: first, raw, payload }: StagedRow): [number, number] {
  const { orderLines = [] } = (payload ?? {}) as { orderLines?: unknown[] };
  const count = raw === null ? orderLines.length : raw.split('\n').length;
  return [first as number, (first as number) + count - 1];
}

describe('whatever a file holds', () => {
  it('every line of CSV that is not blank is in exactly one row, and rows are in the order of the file', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(line, { minLength: 1, maxLength: 30 }), fc.integer({ min: 1, max: 50 }), async (lines, chunk) => {
        const rows = await rowsOf('csv', [HEAD, ...lines, 'Z,z,S9'].join('\n'), { chunk });
        let next = 2;
        for (const row of rows) {
          const [first, last] = span(row);
          const between = lines.slice(next - 2, first - 2);
          expect(between.filter((text) => text.replace(/[",\s]/g, '') !== '')).toEqual([]);
          expect(first).toBeGreaterThanOrEqual(next);
          next = last + 1;
        }
        expect(next).toBe(lines.length + 3);
        expect(rows.at(-1)).toMatchObject({ key: 'Z' });
      }),
      { numRuns: 500 },
    ); // prettier-ignore
  });

  it('every line of NDJSON that is not blank is one row', async () => {
    const sound = fc.json({ maxDepth: 2 });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(sound, fc.string()), { maxLength: 20 }), async (values) => {
        const lines = values.map((value) => value.replace(/[\r\n]/g, ' '));
        const rows = await rowsOf('ndjson', [...lines, '{"customerOrderNumber":"Z"}'].join('\n'));
        const expected = lines.flatMap((text, at) => (/^[ \t]*$/.test(text) ? [] : [at + 1]));
        expect(rows.map((row) => row.line)).toEqual([...expected, lines.length + 1]);
      }),
    );
  });
});

describe('cells', () => {
  const options = { delimiter: ',', relax_column_count: true, skip_empty_lines: false } as const;

  it('are those that csv-parse finds, and refused where it refuses', () => {
    const text = fc.string({ unit: fc.constantFrom('"', ',', 'a', ' '), minLength: 1, maxLength: 15 });
    fc.assert(
      fc.property(text, (record) => {
        let expected: string[] | null;
        try {
          [expected = null] = parse(record, options);
        } catch {
          expected = null;
        }
        expect(cellsOf(record, ',')).toEqual(expected);
      }),
      { numRuns: 2000 },
    );
  });
});
