import type { OpenAPIRegistry } from '@asteasolutions/zod-to-openapi';

/** Headers of answers, as the OpenAPI document describes them. */
const HEADERS = {
  'X-Request-Id': {
    description: 'Names this request in our log; yours where you sent one.',
    schema: { type: 'string' },
  },
  ETag: { description: "The order's sequence; send it as `If-Match` with a change.", schema: { type: 'string' } },
  Location: { description: 'Path of what was made, or of what to watch.', schema: { type: 'string' } },
  'Retry-After': { description: 'Seconds after which to ask again.', schema: { type: 'integer' } },
  RateLimit: {
    description: 'Requests that are left (`r`) and seconds until the count begins anew (`t`); absent without a limit.',
    schema: { type: 'string' },
  },
  'RateLimit-Policy': { description: 'Requests (`q`) in a window of seconds (`w`).', schema: { type: 'string' } },
  Link: { description: 'The next page, `rel="next"`; absent on the last.', schema: { type: 'string' } },
  'Idempotent-Replayed': {
    description: '`true` where the request was done before and nothing was done now.',
    schema: { type: 'string' },
  },
  'WWW-Authenticate': { description: 'How to authenticate.', schema: { type: 'string' } },
  'Cache-Control': { description: 'Tokens are not to be stored on the way.', schema: { type: 'string' } },
  'Content-Disposition': { description: 'What to call the file.', schema: { type: 'string' } },
} as const;

type HeaderName = keyof typeof HEADERS;
/** A header that an answer carries always, or (`?`) only at times. */
export type SentHeader = HeaderName | `${HeaderName}?`;

/** What a request that is accepted, but not done yet, is answered with. */
export const FOLLOW_UP = ['Location', 'Retry-After'] as const satisfies SentHeader[];

/** Of every answer to a client whose requests are counted. */
export const RATE_LIMIT = ['RateLimit?', 'RateLimit-Policy?'] as const satisfies SentHeader[];

/** Headers of a problem, by its status. */
export function problemHeaderNames(status: number): SentHeader[] {
  if (status === 401) return ['WWW-Authenticate'];
  if (status === 412) return ['ETag?'];
  if (status === 429) return ['Retry-After'];
  return [404, 409, 503].includes(status) ? ['Retry-After?'] : [];
}

const componentOf = (sent: SentHeader): string => sent.replace('?', '-at-times');
const nameOf = (sent: SentHeader): HeaderName => sent.replace('?', '') as HeaderName;

/** Registers every header twice, as always and as only at times there. */
export function registerHeaders(registry: OpenAPIRegistry): void {
  for (const name of Object.keys(HEADERS) as HeaderName[]) {
    registry.registerComponent('headers', componentOf(name), { ...HEADERS[name], required: true });
    registry.registerComponent('headers', componentOf(`${name}?`), HEADERS[name]);
  }
}

/** The `headers` of a response; every answer has a request id. */
export const describeHeaders = (sent: readonly SentHeader[]): Record<string, { $ref: string }> =>
  Object.fromEntries(
    (['X-Request-Id', ...sent] as const).map((one) => [
      nameOf(one),
      { $ref: `#/components/headers/${componentOf(one)}` },
    ]),
  );
