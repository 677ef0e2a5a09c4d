import type { Socket } from 'node:net';
import type { Pool, PoolClient } from 'pg';

/** The driver's own socket, which is replaced while TLS is agreed on and so is asked for at each use. */
const socketOf = (client: PoolClient): Socket =>
  (client as unknown as { connection: { stream: Socket } }).connection.stream;

/**
 * Ends a connection that is in use and on which nothing has come for `ms` milliseconds: its server is frozen or gone
 * without a word. Whatever waits on it fails at once, a rollback too; the driver's own time limit would leave the
 * connection in the pool with a query on it that never ends.
 */
export function endWhenSilent(pool: Pool, ms: number): void {
  const watched = new WeakSet<Socket>();
  pool.on('acquire', (client) => {
    const socket = socketOf(client);
    if (!watched.has(socket)) {
      watched.add(socket);
      socket.on('timeout', () => socket.destroy(new Error('Connection terminated: the server is silent')));
    }
    socket.setTimeout(ms);
  });
  pool.on('release', (_err, client) => void socketOf(client).setTimeout(0));
}
