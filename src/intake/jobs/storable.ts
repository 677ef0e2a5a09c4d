import { jsonFault, storableText } from '../../platform/plainJson';
import type { RowToStage } from '../../store/jobs';
import type { StagedRow } from './types';

const cleaned = (text: string | null): string | null => (text === null ? null : storableText(text));

/** PostgreSQL takes every row: text that it cannot store is replaced, and a payload with such text fails the row. */
export function storable(row: StagedRow, position: number): RowToStage {
  const { line, payload, errors = [] } = row;
  const staged = { position, line, key: cleaned(row.key), raw: cleaned(row.raw) };
  const fault = jsonFault(payload);
  if (!fault) return { ...staged, payload: payload ?? null, errors };
  return {
    ...staged,
    raw: staged.raw ?? storableText(JSON.stringify(payload)),
    payload: null,
    errors: [...errors, { code: 'UNSTORABLE_TEXT', message: `The row ${fault.message}.`, field: '', pointer: '#' }],
  };
}
