import type { Connection } from './connection';
import { PartnerError } from './error';
import { retryAfterMs } from './retryAfter';

/** A body larger than this is not one of the answers we ask for. */
const MAX_ANSWER_BYTES = 5_000_000;

/** Failures of the network that happen before a request can have been read. */
const NEVER_SENT = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'UND_ERR_CONNECT_TIMEOUT']);

export interface RawAnswer {
  status: number;
  text: string;
  retryAfterMs?: number;
}

export interface RawRequest {
  method: 'GET' | 'POST' | 'DELETE';
  url: URL;
  headers: Record<string, string>;
  body?: string;
}

/**
 * One HTTP exchange within `timeoutMs`, body included. Throws `PartnerError` (`unreachable`, `timeout`) or the reason of
 * the caller's signal. The controller is ours, and let go afterwards: `AbortSignal.any` on a long-lived signal leaks.
 */
export async function exchange(
  connection: Connection,
  request: RawRequest,
  timeoutMs: number,
  signal?: AbortSignal,
): Promise<RawAnswer> {
  signal?.throwIfAborted();
  const controller = new AbortController();
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    controller.abort();
  }, timeoutMs);
  const onAbort = () => controller.abort();
  signal?.addEventListener('abort', onAbort, { once: true });
  try {
    const response = await fetch(request.url, {
      method: request.method,
      headers: request.headers,
      body: request.body,
      redirect: 'manual',
      signal: controller.signal,
    });
    return {
      status: response.status,
      text: await readLimited(response),
      retryAfterMs: retryAfterMs(response.headers.get('retry-after')),
    };
  } catch (e) {
    signal?.throwIfAborted();
    if (late) throw new PartnerError('timeout', 'TIMEOUT', connection.id, { mayHaveActed: true });
    throw new PartnerError('unreachable', 'UNREACHABLE', connection.id, { mayHaveActed: !NEVER_SENT.has(causeOf(e)) });
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', onAbort);
  }
}

async function readLimited(response: Response): Promise<string> {
  if (!response.body) return '';
  const decoder = new TextDecoder();
  let text = '';
  let size = 0;
  for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    if (size > MAX_ANSWER_BYTES) throw new Error('answer too large');
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

/** Code of the network error behind a failed fetch; several addresses tried give several, which agree. */
function causeOf(e: unknown): string {
  const { cause } = (e ?? {}) as { cause?: { code?: unknown; errors?: { code?: unknown }[] } };
  return String(cause?.code ?? cause?.errors?.[0]?.code ?? '');
}
