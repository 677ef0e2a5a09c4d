import type { JobRow } from '../../store/jobs';
import { csvRowsOf, csvColumnsOf } from './resultsCsv';
import { renderRow } from './rowAnswer';
import { csvLine } from '../../intake/jobs/csv/writeLine';

/** Reads the rows of a job from its first one on; asked for twice where the columns of CSV have to be found first. */
export type ReadRows = () => AsyncIterable<JobRow>;

/** A byte order mark, by which spreadsheets know UTF-8. */
const MARK = '\ufeff';

/** Results as NDJSON, in input order. */
export async function* ndjsonText(rows: ReadRows): AsyncGenerator<string> {
  for await (const row of rows()) yield `${JSON.stringify(renderRow(row))}\n`;
}

/** Results as CSV that can be corrected and sent again: the columns of an upload, with remarks in front. */
export async function* csvText(rows: ReadRows): AsyncGenerator<string> {
  const columns = await csvColumnsOf(rows());
  yield MARK + csvLine(columns.names);
  for await (const row of rows()) yield csvRowsOf(row, columns).map(csvLine).join('');
}
