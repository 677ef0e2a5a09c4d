import type { StagedRow } from '../types';
import type { RowForm } from './faults';
import { jsonRow } from './jsonRow';
import { linesOf, type SourceLine } from './lines';

const isBlank = ({ bytes, tooLong }: SourceLine): boolean =>
  !tooLong && bytes.every((byte) => byte === 0x20 || byte === 0x09);

/** Rows of a file with one JSON object per line; blank lines are none. */
export async function* ndjsonRows(source: AsyncIterable<Buffer>, form: RowForm): AsyncGenerator<StagedRow> {
  for await (const lines of linesOf(source, form.maxBytes)) {
    for (const line of lines) if (!isBlank(line)) yield jsonRow(line, form);
  }
}
