import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { createGunzip, type Gunzip } from 'node:zlib';
import { Problem } from '../../../platform/problem';

/** How much an upload may hold, bytes. */
export interface ContentLimits {
  /** As sent. */
  maxBytes: number;
  /** Unpacked. */
  maxUnpackedBytes: number;
  /** Unpacked per byte sent, once more than `ratioFromBytes` are unpacked. */
  maxRatio: number;
  ratioFromBytes: number;
}

/** What was read of an upload so far. */
export interface Measured {
  /** Of the content, unpacked. */
  bytes: number;
  /** Of the content, unpacked; asked for once, at the end. */
  sha256(): string;
}

const megabytes = (bytes: number): string => `${Math.round(bytes / (1024 * 1024))} MB`;

const tooMuch = (detail: string, limit: number): Problem =>
  new Problem('PAYLOAD_TOO_LARGE', detail, { extra: { limit } });

/**
 * The content of an upload while it arrives, unpacked and measured.
 * The request is not destroyed when the reader gives up, so that it can still be answered.
 * @throws Problem 413 beyond a limit, 400 for a gzip stream that is damaged or ends early
 */
export function contentOf(body: Readable, { gzip, limits }: { gzip: boolean; limits: ContentLimits }) {
  const hash = createHash('sha256');
  let sent = 0;
  let bytes = 0;

  async function* received(): AsyncGenerator<Buffer> {
    try {
      for await (const chunk of body.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
        sent += chunk.length;
        if (sent > limits.maxBytes)
          throw tooMuch(`An upload may have at most ${megabytes(limits.maxBytes)}.`, limits.maxBytes);
        yield chunk;
      }
    } catch (err) {
      throw body.readableAborted ? new Problem('VALIDATION_FAILED', 'The upload broke off.') : err;
    } finally {
      // What nobody reads any more is let go: a client that is still sending would not see its answer.
      body.resume();
    }
  }

  async function* content(): AsyncGenerator<Buffer> {
    for await (const chunk of gzip ? unpacked(received()) : received()) {
      bytes += chunk.length;
      if (bytes > limits.maxUnpackedBytes)
        throw tooMuch(`Unpacked it may have at most ${megabytes(limits.maxUnpackedBytes)}.`, limits.maxUnpackedBytes);
      if (bytes > limits.ratioFromBytes && bytes > sent * limits.maxRatio)
        throw tooMuch(`It may unpack to at most ${limits.maxRatio} times its size.`, limits.maxRatio);
      hash.update(chunk);
      yield chunk;
    }
  }

  const measured: Measured = {
    get bytes() {
      return bytes;
    },
    sha256: () => hash.digest('hex'),
  };
  return { content: content(), measured };
}

/** Unpacks gzip. What the source throws is thrown on. */
async function* unpacked(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const gunzip = createGunzip();
  void feed(gunzip, source);
  try {
    for await (const chunk of gunzip as AsyncIterable<Buffer>) yield chunk;
  } catch (err) {
    throw damaged(err);
  } finally {
    gunzip.destroy();
  }
}

async function feed(gunzip: Gunzip, source: AsyncIterable<Buffer>): Promise<void> {
  try {
    for await (const chunk of source) {
      if (gunzip.destroyed) return;
      if (!gunzip.write(chunk)) {
        await new Promise<void>((resolve) => gunzip.once('drain', resolve).once('close', resolve));
      }
    }
    gunzip.end();
  } catch (err) {
    gunzip.destroy(err as Error);
  }
}

/** By its code and not by class: an error of Node's own may come from another realm. */
function damaged(err: unknown): unknown {
  const code = (err as { code?: unknown } | null)?.code;
  if (typeof code !== 'string' || !code.startsWith('Z_')) return err;
  const early = code === 'Z_BUF_ERROR';
  return new Problem('VALIDATION_FAILED', early ? 'The gzip data ends early.' : 'The body is not well-formed gzip.');
}
