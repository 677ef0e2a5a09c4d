import type { RowToStage } from '../../store/jobs';
import type { StagedRow } from './types';

/** NUL and halves of surrogate pairs, as they stand in text, and as JSON.stringify writes them. */
// eslint-disable-next-line no-control-regex -- NUL is what it looks for
const UNSTORABLE = /\u0000|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
const ESCAPED = /\\u(?:0000|d[89a-f][0-9a-f]{2})/;

const cleaned = (text: string | null): string | null => text && text.replace(UNSTORABLE, '\ufffd');

/** PostgreSQL takes every row: text that it cannot store is replaced, and a payload with such text fails the row. */
export function storable(row: StagedRow, position: number): RowToStage {
  const { line, payload, errors = [] } = row;
  const staged = { position, line, key: cleaned(row.key), raw: cleaned(row.raw) };
  if (!ESCAPED.test(JSON.stringify(payload ?? null))) return { ...staged, payload: payload ?? null, errors };
  const message = 'The row holds characters that are not valid text.';
  return {
    ...staged,
    raw: staged.raw ?? cleaned(JSON.stringify(payload)),
    payload: null,
    errors: [...errors, { code: 'UNSTORABLE_TEXT', message, field: '', pointer: '#' }],
  };
}
