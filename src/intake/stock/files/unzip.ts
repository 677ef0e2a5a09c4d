import type { Readable } from 'node:stream';
import { crc32 } from 'node:zlib';
import type { Entry, ZipFile } from 'yauzl';
import { FileFault } from './place';

/** A file inside an archive, to be read once and before the next one. */
export interface ZippedFile {
  name: string;
  content: AsyncIterable<Buffer>;
}

const MOST_ENTRIES = 1_000;

/** The archive cannot be read: what the library says of it; a fault of the disk stays what it is. */
function faultOf(err: unknown): unknown {
  if (err instanceof FileFault) return err;
  if (typeof (err as { syscall?: unknown }).syscall === 'string') return err;
  return new FileFault(`the archive is damaged or cut off (${(err as Error).message})`, { cause: err });
}

/** The content of one entry, its checksum compared at the end. `take` is told of every byte before it is used. */
async function* contentOf(zip: ZipFile, entry: Entry, take: (bytes: number) => void): AsyncGenerator<Buffer> {
  let sum = 0;
  try {
    const stream: Readable = await zip.openReadStreamPromise(entry);
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      take(chunk.length);
      sum = crc32(chunk, sum);
      yield chunk;
    }
  } catch (err) {
    throw faultOf(err);
  }
  if (sum !== entry.crc32) throw new FileFault(`${entry.fileName} in the archive is damaged`);
}

/**
 * The files of a zip archive that are called for, unpacked as they are read, and to at most `maxBytes` in all, so that a small
 * archive fills neither memory nor disk.
 *
 * @throws FileFault for what is no archive, is damaged, encrypted or too large
 */
export async function* unzip(
  path: string,
  maxBytes: number,
  wanted: (name: string) => boolean,
): AsyncGenerator<ZippedFile> {
  const { openPromise } = await import('yauzl');
  let left = maxBytes;
  const take = (bytes: number): void => {
    left -= bytes;
    if (left < 0) throw new FileFault(`the archive unpacks to more than ${maxBytes} bytes`);
  };
  const zip = await openPromise(path, { lazyEntries: true, autoClose: false }).catch((err: unknown) => {
    throw faultOf(err);
  });
  try {
    if (zip.entryCount > MOST_ENTRIES) throw new FileFault(`the archive has more than ${MOST_ENTRIES} files`);
    for await (const entry of zip.eachEntry()) {
      if (!wanted(entry.fileName)) continue;
      if (entry.isEncrypted()) throw new FileFault('the archive is encrypted');
      yield { name: entry.fileName, content: contentOf(zip, entry, take) };
    }
  } catch (err) {
    throw faultOf(err);
  } finally {
    zip.close();
  }
}
