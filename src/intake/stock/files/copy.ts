import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { FileFault } from './place';

/** A file as it was fetched; a copy, so that nobody changes it while it is read. */
export interface LocalCopy {
  path: string;
  bytes: number;
  /** Of its content, hexadecimal. */
  sha256: string;
}

/**
 * Copies a file, does something with the copy and removes it.
 *
 * @throws FileFault for one of more than `maxBytes`
 */
export async function withCopy<T>(
  source: Readable,
  maxBytes: number,
  use: (copy: LocalCopy) => Promise<T>,
): Promise<T> {
  const dir = await mkdtemp(join(tmpdir(), 'waybill-count-'));
  try {
    const path = join(dir, 'file.zip');
    const hash = createHash('sha256');
    let bytes = 0;
    async function* measured(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
      for await (const chunk of chunks) {
        bytes += chunk.length;
        if (bytes > maxBytes) throw new FileFault(`the file has more than ${maxBytes} bytes`);
        hash.update(chunk);
        yield chunk;
      }
    }
    await pipeline(source, measured, createWriteStream(path));
    return await use({ path, bytes, sha256: hash.digest('hex') });
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}
