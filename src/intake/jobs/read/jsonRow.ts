import { jsonFault } from '../../../platform/plainJson';
import type { StagedRow } from '../types';
import { notUtf8, rowFault, shown, tooLarge, unreadable, type RowForm } from './faults';
import type { SourceLine } from './lines';
import { utf8 } from './utf8';

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The same JSON value parsed; undefined where it is not JSON. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A JSON value of the source as a row: with its key, or with what is wrong with it. */
export function jsonRow(piece: SourceLine, form: RowForm): StagedRow {
  const { number: line, bytes, tooLong } = piece;
  const broken = (fault: Parameters<typeof unreadable>[3]) => {
    const raw = shown(piece);
    return unreadable(line, guessKey(raw, form), raw, fault);
  };
  if (tooLong) return broken(tooLarge(form.maxBytes));
  const text = utf8(bytes);
  if (text === null) return broken(notUtf8());
  const value = parsed(text);
  if (value === undefined) return broken(rowFault('MALFORMED_JSON', 'is not well-formed JSON'));
  const payload = originalOf(value);
  if (!isObject(payload)) return broken(rowFault('INVALID_TYPE', 'is not an object'));
  const fault = jsonFault(payload);
  if (fault?.code === 'TOO_DEEP') return broken(rowFault(fault.code, fault.message));
  return { line, key: keyOf(payload, form), payload, raw: null };
}

/** A line of a job's results stands for the row that it echoes, so that a corrected file can be sent again. */
function originalOf(value: unknown): unknown {
  return isObject(value) && 'original' in value && 'outcome' in value ? value.original : value;
}

function keyOf(payload: Record<string, unknown>, { keyMember }: RowForm): string | null {
  const key = payload[keyMember];
  return typeof key === 'string' && key !== '' ? key : null;
}

/** The key in a text that cannot be parsed, where it can be made out. */
function guessKey(text: string, { keyMember }: RowForm): string | null {
  return new RegExp(`"${keyMember}"\\s*:\\s*"([^"\\\\]{1,60})"`).exec(text)?.[1] ?? null;
}
