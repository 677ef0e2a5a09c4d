import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { homeDir } from '../home';
import type { DemoFile } from '../stack/demoFile';

export const demo = JSON.parse(readFileSync(join(homeDir(process.env), 'demo.json'), 'utf8')) as DemoFile;

/** Calls the API of the local stack that runs. @throws where the answer is no success */
export async function call(method: string, path: string, data?: unknown): Promise<{ data: Record<string, never> }> {
  const response = await fetch(demo.apiUrl + path, {
    method,
    headers: { authorization: `Bearer ${demo.token}`, 'content-type': 'application/json' },
    body: data === undefined ? undefined : JSON.stringify({ data }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${path} answers ${response.status}: ${text}`);
  return JSON.parse(text || '{}') as { data: Record<string, never> };
}

/** Waits until the order has this status, twenty seconds at most. */
export async function reach(path: string, status: string): Promise<void> {
  for (let i = 0; i < 200; i += 1) {
    if ((await call('GET', path)).data['status'] === status) return;
    await delay(100);
  }
  throw new Error(`${path} did not become ${status}`);
}
