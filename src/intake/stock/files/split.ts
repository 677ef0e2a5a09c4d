import { once } from 'node:events';
import { PassThrough } from 'node:stream';

interface Part<T> {
  rows: PassThrough;
  done: Promise<T>;
}

/** Rows of one part that wait for its taker. */
const WAITING = 500;

/**
 * Hands rows out to one taker per part while they arrive, so that a long file is never in memory as a whole. Takers begin when
 * the first row of their part comes, and end when the source does. What one of them, or the source, throws ends them all.
 *
 * @param partOf names the part of a row
 * @param take works through the rows of one part
 */
export async function splitRows<Row, T>(
  source: AsyncIterable<Row>,
  partOf: (row: Row) => string,
  take: (part: string, rows: AsyncIterable<Row>) => Promise<T>,
): Promise<T[]> {
  const parts = new Map<string, Part<T>>();
  const broken = new AbortController();
  const begin = (name: string): Part<T> => {
    const rows = new PassThrough({ objectMode: true, highWaterMark: WAITING });
    // Destroyed with what the source threw: its taker sees that, and nobody else listens.
    rows.on('error', () => undefined);
    const done = take(name, rows);
    done.catch((err: unknown) => broken.abort(err));
    return { rows, done };
  };
  try {
    for await (const row of source) {
      broken.signal.throwIfAborted();
      const name = partOf(row);
      const part = parts.get(name) ?? begin(name);
      parts.set(name, part);
      if (!part.rows.write(row)) await once(part.rows, 'drain', { signal: broken.signal });
    }
    for (const { rows } of parts.values()) rows.end();
    return await Promise.all([...parts.values()].map(({ done }) => done));
  } catch (err) {
    const cause = broken.signal.aborted ? (broken.signal.reason as Error) : (err as Error);
    for (const { rows } of parts.values()) rows.destroy(cause);
    await Promise.allSettled([...parts.values()].map(({ done }) => done));
    throw cause;
  }
}
