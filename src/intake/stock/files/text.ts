import { FileFault } from './place';

/**
 * The text of UTF-8 bytes without a byte order mark.
 *
 * @throws FileFault for bytes that are none
 */
export async function* textOf(content: AsyncIterable<Buffer>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const decode = (chunk?: Buffer): string => {
    try {
      return decoder.decode(chunk, { stream: chunk !== undefined });
    } catch (cause) {
      throw new FileFault('the file is not UTF-8: save it as UTF-8', { cause });
    }
  };
  for await (const chunk of content) yield decode(chunk);
  yield decode();
}
