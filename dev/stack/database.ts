import { migrate } from '../../src/store/migrate';
import { ensureDatabase } from '../postgres/database';
import { startPostgres } from '../postgres/server';
import type { Supervisor } from '../process/supervisor';
import { Sentence } from '../sentence';
import type { Voice } from '../tell';
import type { StackSettings } from './settings';

const DATABASE = 'waybill';

/** Starts PostgreSQL unless one is given, and brings the schema up to date. Answers the database's address. */
export async function bringUpDatabase(settings: StackSettings, supervisor: Supervisor, voice: Voice): Promise<string> {
  const url = settings.databaseUrl ?? (await startOurs(settings, supervisor));
  const started = Date.now();
  const applied = await migrate(url).catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error);
    if (settings.databaseUrl) throw new Sentence(`The database of DATABASE_URL cannot be used: ${reason}`);
    throw new Sentence(`${reason} npm run reset starts anew, without the data of this home.`);
  });
  voice.up('schema', applied.length > 0 ? `${applied.length} migrations applied` : 'up to date', Date.now() - started);
  return url;
}

async function startOurs({ home }: StackSettings, supervisor: Supervisor): Promise<string> {
  let url = '';
  let address = '127.0.0.1';
  await supervisor.up({
    name: 'PostgreSQL',
    get address() {
      return address;
    },
    stopMs: 10_000,
    async start() {
      const server = await startPostgres(home);
      await ensureDatabase(server.url('postgres'), DATABASE);
      url = server.url(DATABASE);
      address = `127.0.0.1:${server.port}`;
      return server;
    },
  });
  return url;
}
