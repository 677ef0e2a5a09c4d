import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Cells, ReadRow } from './countRow';
import { FileFault } from './place';

/** Longest row, characters. */
const MOST_CHARACTERS = 1_000_000;

interface Parsed {
  record: Cells;
  info: { lines: number };
}

const codeOf = (err: unknown): string => String((err as { code?: unknown }).code);

/**
 * Rows of a CSV file with a header, while they arrive.
 *
 * @throws FileFault for text that is no such file, and whatever the text throws
 */
export async function* csvRows(text: AsyncIterable<string>): AsyncGenerator<ReadRow> {
  const { parse } = await import('csv-parse');
  const parser = parse({
    columns: true,
    trim: true,
    skip_empty_lines: true,
    relax_column_count: true,
    info: true,
    max_record_size: MOST_CHARACTERS,
  });
  // What breaks the text off breaks the rows off too, where it is thrown to their reader.
  void pipeline(Readable.from(text), parser).catch(() => undefined);
  try {
    for await (const { record, info } of parser as AsyncIterable<Parsed>) {
      if (!('locationCode' in record)) throw new FileFault('the header of the CSV file has no column locationCode');
      yield { line: info.lines, cells: record };
    }
  } catch (err) {
    if (!codeOf(err).startsWith('CSV_')) throw err;
    throw new FileFault(`the CSV file cannot be read: ${(err as Error).message}`, { cause: err });
  }
}
