import { Problem } from '../platform/problem';

const TAG = /^"(\d+)"$/;

/** Strong ETag of an order. */
export const etagOf = (sequence: number): string => `"${sequence}"`;

/**
 * The sequence that an `If-Match` asks for; undefined where there is no precondition (absent, or `*`). Of several tags
 * the one that is current counts.
 * @throws Problem 412 for tags that can match nothing (weak ones, foreign ones), 428 where a unit insists on the header
 */
export function wantedSequence(header: string | undefined, current: number, insist: boolean): number | undefined {
  if (header === undefined) {
    if (insist) throw new Problem('PRECONDITION_REQUIRED', 'This business unit wants If-Match on every change.');
    return undefined;
  }
  if (header.trim() === '*') return undefined;
  const tags = header.split(',').flatMap((tag) => TAG.exec(tag.trim())?.[1] ?? []);
  const sequences = tags.map(Number);
  if (sequences.includes(current)) return current;
  throw new Problem('PRECONDITION_FAILED', undefined, { extra: { etag: etagOf(current) } });
}
