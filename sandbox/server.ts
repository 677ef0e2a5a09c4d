import type { AddressInfo } from 'node:net';
import { createServer } from 'node:http';
import type { Logger } from 'pino';
import { createSandboxApp } from './app';
import { openBooks } from './books/books';
import { createOutbox } from './callbacks/outbox';
import { registerConnections } from './control/connections';
import type { NewConnection } from './control/connections';
import { createSchedule } from './schedule';
import { runDueBookings } from './tms/tracking';
import { runDueMovements } from './wms/movements';
import { runDue } from './wms/steps';
import type { World } from './world';

export interface SandboxOptions {
  /** 0: any free port. */
  port: number;
  host?: string;
  /** Base address of the API for callbacks of connections that name none. */
  waybillUrl: string | null;
  connections?: NewConnection[];
  /** Where the books are kept; null: in memory. */
  stateDir: string | null;
  log: Logger;
}

export interface Sandbox {
  url: string;
  /** Ends at once: requests that still run are cut off, what was answered is in the books. */
  stop(): Promise<void>;
}

/** Starts the partners and takes up what the books say is unfinished. Rejects when the port is taken. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { host = '127.0.0.1', log } = options;
  const books = openBooks(options.stateDir);
  registerConnections(books, options.connections ?? []);
  const outbox = createOutbox(books, options.waybillUrl, log);
  const schedule = createSchedule((ids) => {
    try {
      runDue(world, named(ids, 'order:'));
      runDueBookings(world, named(ids, 'booking:'));
      runDueMovements(world, named(ids, 'movement:'));
    } catch (e) {
      log.error({ err: e }, 'work that was due failed');
    }
  });
  const world: World = { books, outbox, schedule, log };
  const server = createServer(createSandboxApp(world));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, host, resolve);
  });
  for (const [id, { plan }] of books.orders) if (plan[0]) schedule.at(`order:${id}`, plan[0].at);
  for (const [id, { plan }] of books.bookings) if (plan[0]) schedule.at(`booking:${id}`, plan[0].at);
  for (const [id, { plan }] of books.movements) if (plan) schedule.at(`movement:${id}`, plan.at);

  return {
    url: `http://${host}:${(server.address() as AddressInfo).port}`,
    async stop() {
      schedule.stop();
      outbox.stop();
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
      books.close();
    },
  };
}

const named = (ids: string[], kind: string) =>
  ids.filter((id) => id.startsWith(kind)).map((id) => id.slice(kind.length));
