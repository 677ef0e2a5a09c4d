import { Gathered, type Piece } from './gathered';

/** A line of a file, without its end. */
export interface SourceLine extends Piece {
  /** Counted from 1. */
  number: number;
}

const [LINE_FEED, CARRIAGE_RETURN] = [0x0a, 0x0d];

/** The lines of a file, as many at a time as came at once; a line of more than `maxBytes` is cut to its beginning. */
export async function* linesOf(source: AsyncIterable<Buffer>, maxBytes: number): AsyncGenerator<SourceLine[]> {
  const open = new Gathered(maxBytes);
  let number = 0;
  const close = (): SourceLine => {
    number += 1;
    const { bytes, tooLong } = open.take();
    return { number, bytes: bytes.at(-1) === CARRIAGE_RETURN ? bytes.subarray(0, -1) : bytes, tooLong };
  };
  for await (const chunk of source) {
    const lines: SourceLine[] = [];
    let from = 0;
    for (let at = chunk.indexOf(LINE_FEED); at >= 0; at = chunk.indexOf(LINE_FEED, from)) {
      open.add(chunk.subarray(from, at));
      lines.push(close());
      from = at + 1;
    }
    open.add(chunk.subarray(from));
    if (lines.length > 0) yield lines;
  }
  if (!open.isEmpty) yield [close()];
}
