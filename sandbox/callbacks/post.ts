import { signatureHeaders } from '../../src/contract/partner';
import { exchange } from '../../src/partners/exchange';
import type { CallbackRecord, ConnectionRecord } from '../books/records';

const TIME_LIMIT_MS = 15_000;
/** How often a callback for something unknown over there is offered. */
const UNKNOWN_TRIES = 30;

/** What came of one sending: `down` the destination is away, `again` it wants it later, else it is settled. */
export interface Outcome {
  verdict: 'delivered' | 'given_up' | 'again' | 'down';
  status: number | null;
  retryAfterMs: number;
}

/** Sends a callback once, signed with its connection's secret. */
export async function post(
  callback: CallbackRecord,
  { connectionId: id, signingSecret, credential }: ConnectionRecord,
  baseUrl: string,
  signal: AbortSignal,
): Promise<Outcome> {
  const body = JSON.stringify(callback.body);
  const connection = { id, signingSecret, credential, url: baseUrl };
  try {
    const answer = await exchange(
      connection,
      {
        method: 'POST',
        url: new URL(baseUrl.replace(/\/+$/, '') + callback.path),
        headers: { 'content-type': 'application/json', ...signatureHeaders(connection, callback.id, body) },
        body,
      },
      TIME_LIMIT_MS,
      signal,
    );
    const retryAfterMs = answer.retryAfterMs ?? 0;
    return { verdict: judge(answer.status, retryAfterMs, callback.tries), status: answer.status, retryAfterMs };
  } catch {
    return { verdict: 'down', status: null, retryAfterMs: 0 };
  }
}

function judge(status: number, retryAfterMs: number, tries: number): Outcome['verdict'] {
  if (status < 300) return 'delivered';
  if (status >= 502 && status <= 504) return 'down';
  if (status >= 500 || status === 429 || status === 408) return 'again';
  // the connection may not be registered over there yet
  if (status === 401 || status === 403) return 'again';
  if (status === 404 && retryAfterMs > 0 && tries < UNKNOWN_TRIES) return 'again';
  return 'given_up';
}
