import { answerCheck, type AnswerCheck, type OpenApi } from './answers';

/** A body of which a test names the members it looks at. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a test's own expectations are its types
export type AnyJson = any;

/** An answer, already held against the OpenAPI document. */
export interface Answer<T = AnyJson> {
  status: number;
  headers: Headers;
  body: T;
}

export interface SendOptions {
  /** Sent as JSON; a string, or bytes, go as they are. */
  body?: unknown;
  headers?: Record<string, string>;
  /** null: no token. */
  token?: string | null;
}

/** A client of the API whose every answer is checked for status, media type and body. */
export interface ApiClient {
  send<T = AnyJson>(method: string, path: string, options?: SendOptions): Promise<Answer<T>>;
  get<T = AnyJson>(path: string, options?: SendOptions): Promise<Answer<T>>;
  /** Sends `data` in the contract's envelope. */
  post<T = AnyJson>(path: string, data?: unknown, options?: SendOptions): Promise<Answer<T>>;
  put<T = AnyJson>(path: string, data: unknown, options?: SendOptions): Promise<Answer<T>>;
  delete<T = AnyJson>(path: string, options?: SendOptions): Promise<Answer<T>>;
  /** Reads a path until `settled` holds. @throws with the last body when it does not within `ms` */
  until<T = AnyJson>(path: string, settled: (body: T) => boolean, ms?: number): Promise<T>;
}

const PAUSE_MS = 50;

export function apiClient(target: { apiUrl: string; token: string }): ApiClient {
  const { apiUrl } = target;
  let check: Promise<AnswerCheck> | undefined;
  const loadCheck = async () => answerCheck((await (await fetch(`${apiUrl}/openapi.json`)).json()) as OpenApi);

  const send: ApiClient['send'] = async (method, path, { body, headers = {}, token = target.token } = {}) => {
    const response = await fetch(apiUrl + path, {
      method,
      body: body === undefined || typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body),
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        ...headers,
      },
    });
    const text = await response.text();
    const type = (response.headers.get('content-type') ?? '').split(';')[0] ?? '';
    const parsed: unknown = /[/+]json$/.test(type) ? JSON.parse(text) : text;
    const answer = { status: response.status, type, headers: response.headers, body: parsed };
    const problems = (await (check ??= loadCheck())).problems(method, path.split('?')[0] ?? '', answer);
    if (problems.length > 0) throw new Error(`${problems.join('\n')}\n${text.slice(0, 2000)}`);
    return { status: response.status, headers: response.headers, body: parsed as never };
  };

  return {
    send,
    get: (path, options) => send('GET', path, options),
    post: (path, data, options) => send('POST', path, { body: data === undefined ? undefined : { data }, ...options }),
    put: (path, data, options) => send('PUT', path, { body: { data }, ...options }),
    delete: (path, options) => send('DELETE', path, options),
    async until(path, settled, ms = 20_000) {
      const end = Date.now() + ms;
      for (;;) {
        const { body } = await send('GET', path);
        if (settled(body)) return body;
        if (Date.now() > end) throw new Error(`not settled within ${ms} ms: ${JSON.stringify(body).slice(0, 3000)}`);
        await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
      }
    },
  };
}
