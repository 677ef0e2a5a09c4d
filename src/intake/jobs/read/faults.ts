import type { ProblemCode, Violation } from '../../../platform/problem';
import { violation } from '../../../platform/violation';
import type { StagedRow } from '../types';
import type { Piece } from './gathered';

/** What a reader needs to know of the rows. */
export interface RowForm {
  /** Member that names a row: the client's order number. */
  keyMember: string;
  /** Most bytes of one row. */
  maxBytes: number;
}

const MEBIBYTE = 1024 * 1024;

/** What is wrong with a whole row, as the end of a sentence. Its code has a page, or is that of any member of another type. */
export const rowFault = (code: ProblemCode | 'INVALID_TYPE', message: string): Violation =>
  violation(code, message, []);

export const tooLarge = (maxBytes: number): Violation =>
  rowFault('ROW_TOO_LARGE', `has more than ${+(maxBytes / MEBIBYTE).toFixed(2)} MB`);

export const notUtf8 = (): Violation => rowFault('INVALID_ENCODING', 'is not UTF-8');

/** A row that cannot be read: it fails alone, and its text is kept to be shown. */
export const unreadable = (line: number, key: string | null, raw: string, fault: Violation): StagedRow => ({
  line,
  key,
  payload: null,
  raw,
  errors: [{ ...fault, message: `The row ${fault.message}.` }],
});

/** What can be shown of bytes that are perhaps not text. */
export const shown = ({ bytes, tooLong }: Piece): string => `${bytes.toString('utf8')}${tooLong ? '…' : ''}`;
