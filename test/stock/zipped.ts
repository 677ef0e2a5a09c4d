import { crc32, deflateRawSync } from 'node:zlib';

/** A zip archive of one packed file. */
export function zipped(name: string, text: string | Buffer): Buffer {
  const content = typeof text === 'string' ? Buffer.from(text) : text;
  const packed = deflateRawSync(content);
  const title = Buffer.from(name);
  const common = Buffer.alloc(26);
  common.writeUInt16LE(20, 0);
  common.writeUInt16LE(8, 4);
  common.writeUInt32LE(crc32(content), 10);
  common.writeUInt32LE(packed.length, 14);
  common.writeUInt32LE(content.length, 18);
  common.writeUInt16LE(title.length, 22);
  const word = (value: number): Buffer => {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32LE(value);
    return bytes;
  };
  const local = Buffer.concat([word(0x04034b50), common, title, packed]);
  const madeBy = Buffer.from([20, 0]);
  const central = Buffer.concat([word(0x02014b50), madeBy, common, Buffer.alloc(14), title]);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(1, 4);
  end.writeUInt16LE(1, 6);
  end.writeUInt32LE(central.length, 8);
  end.writeUInt32LE(local.length, 12);
  return Buffer.concat([local, central, word(0x06054b50), end]);
}
