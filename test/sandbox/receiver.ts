import { createServer } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { verifyCallback } from '../../src/contract/partner';

export interface Received {
  path: string;
  id: string;
  headers: IncomingHttpHeaders;
  raw: string;
  body: any; // eslint-disable-line @typescript-eslint/no-explicit-any -- read member by member in assertions
  verified: boolean;
}

export interface Receiver {
  url: string;
  received: Received[];
  /** Bodies received on a path, in order. */
  on(path: string): Received[];
  /** What is answered; null cuts the connection. */
  answer: (request: Received) => { status: number; retryAfter?: number } | null;
  stop(): Promise<void>;
}

/** Stands where the API stands: takes callbacks, checks their signature, remembers them. */
export async function startReceiver(signingSecret: string): Promise<Receiver> {
  const received: Received[] = [];
  const server = createServer((req, res) => {
    let raw = '';
    req.on('data', (chunk) => (raw += String(chunk)));
    req.on('end', () => {
      const request: Received = {
        path: req.url ?? '',
        id: String(req.headers['webhook-id']),
        headers: req.headers,
        raw,
        body: JSON.parse(raw),
        verified: verifyCallback({ signingSecret }, raw, req.headers).ok,
      };
      received.push(request);
      const answer = receiver.answer(request);
      if (!answer) return void req.socket.destroy();
      if (answer.retryAfter !== undefined) res.setHeader('retry-after', String(answer.retryAfter));
      res.writeHead(answer.status).end('{}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const receiver: Receiver = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    on: (path) => received.filter((r) => r.path === path),
    answer: () => ({ status: 200 }),
    async stop() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
  return receiver;
}
