import { createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { Sentence } from './sentence';

/** Listens for a moment on 127.0.0.1; answers the port, or null where it is taken. */
function tryPort(port: number): Promise<number | null> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(null);
      else if (error.code === 'EACCES')
        reject(new Sentence(`Port ${port} may not be used by this user: choose one above 1023.`));
      else reject(error);
    });
    server.listen({ host: '127.0.0.1', port, exclusive: true }, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : null));
    });
  });
}

/** A port that is free now. */
export async function freePort(): Promise<number> {
  const port = await tryPort(0);
  if (port === null) throw new Error('the system gave no free port');
  return port;
}

/** The port that was used last where it is still free, so that addresses survive restarts; else another. */
export async function preferPort(last: number | null): Promise<number> {
  return (last === null ? null : await tryPort(last)) ?? freePort();
}

/** The port that an environment variable names: `0` takes a free one; throws a sentence where it is no port. */
export async function portOf(env: NodeJS.ProcessEnv, variable: string, fallback: number): Promise<number> {
  const text = env[variable] || String(fallback);
  const port = /^\d{1,5}$/.test(text) ? Number(text) : NaN;
  if (!(port <= 65535))
    throw new Sentence(`${variable}=${text} is no port number: use 1 to 65535, or 0 for any free one.`);
  return port === 0 ? freePort() : port;
}

/** Throws a sentence that names port and variable where the port stays taken for `patienceMs`. */
export async function needPort(port: number, variable: string, use: string, patienceMs: number): Promise<void> {
  const until = Date.now() + patienceMs;
  while ((await tryPort(port)) === null) {
    if (Date.now() >= until)
      throw new Sentence(`Port ${port} (${use}) is in use: free it, or set ${variable} to another port.`);
    await delay(200);
  }
}
