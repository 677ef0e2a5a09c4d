import { cellsOf } from './csvCells';
import type { SourceLine } from './lines';
import { utf8 } from './utf8';

/** One record of a CSV file: a line, or several where a cell in quotes has line ends in it. */
export interface CsvRecord {
  /** Its first line. */
  line: number;
  lines: number;
  bytes: Buffer;
  tooLong: boolean;
  /** null: not UTF-8. */
  text: string | null;
  /** null: they cannot be told apart. */
  cells: string[] | null;
}

const QUOTE = 0x22;
const LINE_FEED = Buffer.from('\n');

function hasOpenQuote({ bytes }: SourceLine): boolean {
  let open = false;
  for (let at = bytes.indexOf(QUOTE); at >= 0; at = bytes.indexOf(QUOTE, at + 1)) open = !open;
  return open;
}

/**
 * Joins lines to records. A quote that is never closed, or closed where no cell can end, spoils its own line only: the
 * lines that it would have swallowed stand for themselves.
 */
export class RecordCutter {
  delimiter = ',';
  /** Cells of a record, once the header has said it: what is joined to another number was not meant to be joined. */
  width: number | null = null;
  private open: SourceLine[] = [];
  private size = 0;

  constructor(private readonly maxBytes: number) {}

  /** The records that are complete with a line. */
  *push(line: SourceLine): Generator<CsvRecord> {
    const todo = [line];
    for (let next = todo.pop(); next; next = todo.pop()) {
      if (this.open.length === 0 && (next.tooLong || !hasOpenQuote(next))) {
        yield this.recordOf([next]);
        continue;
      }
      this.open.push(next);
      this.size += next.bytes.length;
      if (this.open.length === 1) continue;
      const tooLong = next.tooLong || this.size > this.maxBytes;
      if (!tooLong && !hasOpenQuote(next)) continue;
      const record = tooLong ? null : this.recordOf(this.open);
      if (record?.cells && record.cells.length >= (this.width ?? 1)) {
        this.open = [];
        this.size = 0;
        yield record;
      } else yield this.giveUp(todo);
    }
  }

  /** What is left when the file ends. */
  *end(): Generator<CsvRecord> {
    while (this.open.length > 0) {
      const left: SourceLine[] = [];
      yield this.giveUp(left);
      for (const line of left.reverse()) yield* this.push(line);
    }
  }

  /** The line with the open quote as a record of its own; the lines after it are put back, the next one last. */
  private giveUp(todo: SourceLine[]): CsvRecord {
    const lines = this.open;
    this.open = [];
    this.size = 0;
    for (let at = lines.length - 1; at > 0; at -= 1) todo.push(lines[at] as SourceLine);
    return { ...this.recordOf([lines[0] as SourceLine]), cells: null };
  }

  private recordOf(lines: SourceLine[]): CsvRecord {
    const [first] = lines as [SourceLine];
    const { number: line, tooLong } = first;
    const parts = lines.flatMap(({ bytes }, at) => (at === 0 ? [bytes] : [LINE_FEED, bytes]));
    const bytes = parts.length === 1 ? first.bytes : Buffer.concat(parts);
    const text = tooLong ? null : utf8(bytes);
    const cells = text === null ? null : cellsOf(text, this.delimiter);
    return { line, lines: lines.length, bytes, tooLong, text, cells };
  }
}
