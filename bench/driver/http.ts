import { Agent, request } from 'node:http';

export interface Answer {
  status: number;
  body: string;
}

/**
 * Sends JSON, or text as it is under the content type it comes with, over kept connections. Rejects where the answer is no
 * success: a figure of failures is none.
 */
export type Send = (method: string, path: string, body?: unknown, headers?: Record<string, string>) => Promise<Answer>;

/** A client that costs little beside what it measures: Node's own, one connection per call under way. */
export function httpClient(baseUrl: string, token?: string): Send {
  const agent = new Agent({ keepAlive: true });
  const url = new URL(baseUrl);
  return (method, path, body, more = {}) =>
    new Promise((resolve, reject) => {
      const payload = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
      const headers: Record<string, string | number> = {
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        ...(payload ? { 'content-type': 'application/json', 'content-length': Buffer.byteLength(payload) } : {}),
        ...more,
      };
      const sent = request({ agent, host: url.hostname, port: url.port, method, path, headers }, (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => (text += chunk));
        response.on('error', reject);
        response.on('end', () => {
          const status = response.statusCode ?? 0;
          if (status >= 200 && status < 300) resolve({ status, body: text });
          else reject(new Error(`${method} ${baseUrl}${path} answers ${status}: ${text.slice(0, 300)}`));
        });
      });
      sent.on('error', reject);
      sent.end(payload);
    });
}
