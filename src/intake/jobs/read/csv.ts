import type { StagedRow } from '../types';
import { delimiterOf, headerOf, type CsvForm, type CsvHeader } from './csvHeader';
import { CsvOrder, keyOf } from './csvOrder';
import { RecordCutter, type CsvRecord } from './csvRecords';
import { linesOf } from './lines';

/** The line with which spreadsheets name the delimiter, in front of the header. */
const SEPARATOR = /^sep=([,;\t])$/i;

const isBlank = ({ cells }: CsvRecord): boolean => cells?.every((cell) => cell.trim() === '') ?? false;

/**
 * Rows of a CSV file: the records of one order number that stand together are one row. The same number again further
 * down is another row. A record that cannot be read spoils the order in whose midst it is, or is a row of its own.
 *
 * @throws Problem 400 for a header that cannot be used
 */
export async function* csvRows(source: AsyncIterable<Buffer>, form: CsvForm): AsyncGenerator<StagedRow> {
  const reader = new CsvReader(form);
  for await (const lines of linesOf(source, form.maxBytes)) {
    for (const line of lines) yield* reader.rows(reader.cutter.push(line));
  }
  yield* reader.rows(reader.cutter.end());
  yield* reader.end();
}

class CsvReader {
  readonly cutter: RecordCutter;
  private header: CsvHeader | null = null;
  /** The delimiter that the file says it has. */
  private named: string | null = null;
  private order: CsvOrder | null = null;

  constructor(private readonly form: CsvForm) {
    this.cutter = new RecordCutter(form.maxBytes);
  }

  *rows(records: Iterable<CsvRecord>): Generator<StagedRow> {
    for (const record of records) {
      if (!this.header) this.readHeader(record);
      else if (!isBlank(record)) yield* this.take(record, this.header);
    }
  }

  *end(): Generator<StagedRow> {
    if (this.order) yield this.order.row();
  }

  private *take(record: CsvRecord, header: CsvHeader): Generator<StagedRow> {
    const key = keyOf(record, header, this.cutter.delimiter);
    if (!this.order?.claims(key)) {
      if (this.order) yield this.order.row();
      this.order = new CsvOrder(key, record.line, header, this.form);
    }
    this.order.add(record);
  }

  private readHeader(record: CsvRecord): void {
    this.named ??= record.line === 1 ? (SEPARATOR.exec(record.text ?? '')?.[1] ?? null) : null;
    if (isBlank(record) || (this.named && record.line === 1)) return;
    this.cutter.delimiter = this.named ?? delimiterOf(record.text ?? '');
    this.header = headerOf(record, this.cutter.delimiter, this.form);
    this.cutter.width = this.header.width;
  }
}
