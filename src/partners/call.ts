import type { z } from 'zod';
import { bodilessPayload, signatureHeaders, webhookId } from '../contract/partner';
import type { Breakers } from './breakers';
import { laneOf } from './connection';
import type { CallOptions, Connection } from './connection';
import { PartnerError } from './error';
import { errorCodeIn } from './errorBody';
import { exchange } from './exchange';
import type { RawAnswer, RawRequest } from './exchange';
import type { Outages } from './outages';

export interface PartnerCall<S extends z.ZodType> {
  method: RawRequest['method'];
  /** Appended to the connection's address, with query. */
  path: string;
  /** `webhook-id`: the same on every try of the same message. */
  id: string;
  body?: unknown;
  answer: S;
  /** Refusal codes that are passed on. */
  refusals: readonly string[];
}

/** Signs, sends, and reads the answer against its schema. Throws `PartnerError`, or the reason of the caller's signal. */
export function createCaller(breakers: Breakers, outages: Outages) {
  return async function call<S extends z.ZodType>(
    connection: Connection,
    spec: PartnerCall<S>,
    options: CallOptions,
  ): Promise<z.output<S>> {
    const [lane, startedAt] = [laneOf(options), new Date()];
    try {
      const answer = await breakers.run(connection.id, lane, async () => {
        const raw = await exchange(connection, prepare(connection, spec), options.timeoutMs, options.signal);
        return readAnswer(connection, spec, raw);
      });
      outages.answered(connection.id);
      return answer;
    } catch (err) {
      if (err instanceof PartnerError) outages.failed(connection.id, lane, startedAt, err);
      throw err;
    }
  };
}
export type Caller = ReturnType<typeof createCaller>;

/** An address or secret that makes no request is the connection's fault, and nothing has left. */
function prepare(connection: Connection, spec: PartnerCall<z.ZodType>): RawRequest {
  try {
    return signed(connection, spec);
  } catch {
    throw new PartnerError('refused', 'MISCONFIGURED', connection.id, { mayHaveActed: false });
  }
}

function signed(connection: Connection, spec: PartnerCall<z.ZodType>): RawRequest {
  const url = new URL(connection.url.replace(/\/+$/, '') + spec.path);
  const body = spec.body === undefined ? undefined : JSON.stringify(spec.body);
  const payload = body ?? bodilessPayload(spec.method, url.pathname + url.search);
  return {
    method: spec.method,
    url,
    body,
    headers: {
      ...signatureHeaders(connection, webhookId(spec.id), payload),
      authorization: `Bearer ${connection.credential}`,
      accept: 'application/json',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
  };
}

function readAnswer<S extends z.ZodType>(connection: Connection, spec: PartnerCall<S>, raw: RawAnswer): z.output<S> {
  const { status } = raw;
  const fail = (kind: PartnerError['kind'], code: string, mayHaveActed: boolean) =>
    new PartnerError(kind, code, connection.id, { status, mayHaveActed, retryAfterMs: raw.retryAfterMs });
  if (status === 429) throw fail('throttled', 'THROTTLED', false);
  if (status >= 500) throw fail('server', 'SERVER_ERROR', true);
  const body = parseJson(raw.text);
  const refusal = errorCodeIn(body, spec.refusals);
  if (refusal) throw fail('refused', refusal, false);
  if (status === 401 || status === 403) throw fail('refused', 'UNAUTHORIZED', false);
  if (status >= 400) throw fail('refused', 'OTHER', false);
  const parsed = spec.answer.safeParse(body);
  // a redirect or an unreadable success: it may have been done
  if (status >= 300 || !parsed.success) throw fail('server', 'BAD_ANSWER', true);
  return parsed.data;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
