import { crc32, inflateRawSync } from 'node:zlib';

/** A file inside an archive. */
export interface ZipEntry {
  name: string;
  content: Buffer;
}

const END = 0x06054b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
const END_BYTES = 22;
const MOST_COMMENT = 65_535;

/** An archive that cannot be read, in words for the log. */
export class ZipFault extends Error {}

function endOf(zip: Buffer): number {
  for (let at = zip.length - END_BYTES; at >= Math.max(0, zip.length - END_BYTES - MOST_COMMENT); at -= 1) {
    if (zip.readUInt32LE(at) === END) return at;
  }
  throw new ZipFault('not a zip archive, or one that was cut off');
}

function contentOf(zip: Buffer, at: number, maxBytes: number): Buffer {
  const flags = zip.readUInt16LE(at + 8);
  const method = zip.readUInt16LE(at + 10);
  const packed = zip.readUInt32LE(at + 20);
  const local = zip.readUInt32LE(at + 42);
  if ((flags & 1) === 1) throw new ZipFault('the archive is encrypted');
  if (zip.readUInt32LE(local) !== LOCAL) throw new ZipFault('the archive is damaged');
  const from = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
  const data = zip.subarray(from, from + packed);
  if (data.length !== packed) throw new ZipFault('the archive was cut off');
  if (method !== 0 && method !== 8) throw new ZipFault(`packing method ${method} is not known`);
  if (method === 0 && packed > maxBytes) throw new ZipFault(`more than ${maxBytes} bytes`);
  const content = method === 0 ? data : inflateRawSync(data, { maxOutputLength: maxBytes });
  if (crc32(content) !== zip.readUInt32LE(at + 16)) throw new ZipFault('a file in the archive is damaged');
  return content;
}

/**
 * The files of a zip archive, unpacked to at most `maxBytes` in all, so that a small archive cannot fill the memory.
 *
 * @throws ZipFault for what is none, is damaged, encrypted or too large
 */
export function unzip(zip: Buffer, maxBytes: number): ZipEntry[] {
  try {
    const end = endOf(zip);
    const count = zip.readUInt16LE(end + 10);
    const entries: ZipEntry[] = [];
    let left = maxBytes;
    for (let at = zip.readUInt32LE(end + 16), seen = 0; seen < count; seen += 1) {
      if (zip.readUInt32LE(at) !== CENTRAL) throw new ZipFault('the archive is damaged');
      const nameBytes = zip.readUInt16LE(at + 28);
      const name = zip.toString('utf8', at + 46, at + 46 + nameBytes);
      if (!name.endsWith('/')) {
        const content = contentOf(zip, at, left);
        left -= content.length;
        entries.push({ name, content });
      }
      at += 46 + nameBytes + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
    }
    return entries;
  } catch (err) {
    if (err instanceof ZipFault) throw err;
    const tooLarge = (err as { code?: unknown }).code === 'ERR_BUFFER_TOO_LARGE';
    throw new ZipFault(tooLarge ? `more than ${maxBytes} bytes` : 'the archive is damaged', { cause: err });
  }
}
