import { Problem } from '../../../platform/problem';

const MARK = [0xef, 0xbb, 0xbf];

/**
 * The content without its UTF-8 byte order mark.
 * @throws Problem 400 for content that is marked as UTF-16, as spreadsheets may save it
 */
export async function* withoutMark(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let head: Buffer | null = Buffer.alloc(0);
  for await (const chunk of source) {
    if (head === null) {
      yield chunk;
      continue;
    }
    head = Buffer.concat([head, chunk]);
    if (head.length < MARK.length) continue;
    yield bare(head);
    head = null;
  }
  if (head && head.length > 0) yield bare(head);
}

function bare(head: Buffer): Buffer {
  const [first, second] = head;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    throw new Problem('VALIDATION_FAILED', 'The file is UTF-16. Save it as UTF-8.');
  }
  return MARK.every((byte, at) => head[at] === byte) ? head.subarray(MARK.length) : head;
}
