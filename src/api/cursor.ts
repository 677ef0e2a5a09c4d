import { createHmac, timingSafeEqual } from 'node:crypto';
import { canonicalJson } from '../contract/common/digest';
import { Problem } from '../platform/problem';

/** Where a page ended: the sort member's value and the row's id. */
export interface Position {
  at: string;
  id: number;
}

const sign = (text: string, filter: unknown, secret: string): string =>
  createHmac('sha256', secret)
    .update(`cursor\n${text}\n${canonicalJson(filter)}`)
    .digest('base64url');

/** An opaque cursor that holds only for this filter and only here. */
export function writeCursor(position: Position, filter: unknown, secret: string): string {
  const text = Buffer.from(JSON.stringify([position.at, position.id])).toString('base64url');
  return `${text}.${sign(text, filter, secret)}`;
}

/** @throws Problem 400 for a cursor that we did not write, or wrote for another filter */
export function readCursor(cursor: string, filter: unknown, secret: string): Position {
  const [text = '', mac = ''] = cursor.split('.');
  const expected = Buffer.from(sign(text, filter, secret));
  const given = Buffer.from(mac);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
    throw new Problem('CURSOR_INVALID');
  }
  const [at, id] = JSON.parse(Buffer.from(text, 'base64url').toString()) as [string, number];
  return { at, id };
}
