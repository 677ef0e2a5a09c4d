import { setTimeout as delay } from 'node:timers/promises';
import type { DemoFile } from '../stack/demoFile';

/** An answer as it came; the status is for the caller to judge. */
export interface RawAnswer<T> {
  status: number;
  headers: Headers;
  body: T;
}

/** A call that has no answer by then is made again. */
const CALL_MS = 15_000;
const PAUSE_MS = 150;

/** One request of any client of the API. @throws where no answer came */
export async function ask<T>(demo: DemoFile, method: string, path: string, data?: unknown): Promise<RawAnswer<T>> {
  const response = await fetch(demo.apiUrl + path, {
    method,
    headers: { authorization: `Bearer ${demo.token}`, 'content-type': 'application/json' },
    body: data === undefined ? undefined : JSON.stringify({ data }),
    signal: AbortSignal.timeout(CALL_MS),
  });
  const body = JSON.parse((await response.text()) || 'null') as T;
  return { status: response.status, headers: response.headers, body };
}

/** As a client should do it: the same request again after a lost connection or a 5xx, for at most `ms` milliseconds. */
export async function insist<T>(
  demo: DemoFile,
  method: string,
  path: string,
  { data, ms = 90_000 }: { data?: unknown; ms?: number } = {},
): Promise<RawAnswer<T> & { tries: number }> {
  const until = Date.now() + ms;
  for (let tries = 1; ; tries += 1) {
    const answer = await ask<T>(demo, method, path, data).catch((error: unknown) => error as Error);
    if (!(answer instanceof Error) && answer.status < 500) return { ...answer, tries };
    if (Date.now() > until)
      throw new Error(`${method} ${path}: ${answer instanceof Error ? answer.message : answer.status}`);
    await delay(PAUSE_MS);
  }
}

/** Runs `work` over a list, `users` at a time, each taking the next when it is done. */
export async function shared<T>(users: number, items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const left = [...items];
  const user = async (): Promise<void> => {
    for (let item = left.shift(); item !== undefined; item = left.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: users }, user));
}
