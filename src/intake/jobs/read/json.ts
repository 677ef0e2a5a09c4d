import { Problem } from '../../../platform/problem';
import { violation } from '../../../platform/violation';
import type { StagedRow } from '../types';
import type { RowForm } from './faults';
import { ElementScanner } from './jsonElements';
import { jsonRow } from './jsonRow';

/** Where the rows are in the body. */
const MEMBER = 'data';

/**
 * Rows of a JSON body `{"data": [ … ]}`, read while it arrives. A row that is too large or not UTF-8 fails alone.
 * @throws Problem 400 for a body that is not JSON of this form, or has more than `maxRows`
 */
export async function* jsonRows(
  source: AsyncIterable<Buffer>,
  form: RowForm,
  maxRows: number,
): AsyncGenerator<StagedRow> {
  const scanner = new ElementScanner(MEMBER, form.maxBytes);
  let count = 0;
  for await (const chunk of source) {
    for (const element of scanner.push(chunk)) {
      count += 1;
      if (count > maxRows) {
        const more = `at most ${maxRows} in a JSON body; send more as NDJSON or CSV`;
        throw new Problem('VALIDATION_FAILED', undefined, { errors: [violation('TOO_BIG', more, [MEMBER])] });
      }
      const row = jsonRow(element, form);
      if (row.errors?.some(({ code }) => code === 'MALFORMED_JSON')) {
        throw new Problem('VALIDATION_FAILED', `The body is not well-formed JSON (line ${element.number}).`);
      }
      yield row;
    }
  }
  scanner.end();
}
