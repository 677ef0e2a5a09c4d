import { purgeIdempotent } from '../store/idempotency';
import type { IntakeDeps } from './types';

const EVERY_MS = 60_000;

/** No order came in time: a dead letter, kept with its reason and never applied by itself. */
const EXPIRE = `
update inbox set state = 'discarded', parked_reason = parked_reason || ' None came in time.'
 where state = 'parked' and expires_at <= clock_timestamp()`;

const PURGE = `
delete from inbox where ctid = any(array(
  select ctid from inbox where state = 'applied' and expires_at <= clock_timestamp() limit 10000))`;

/** Once a minute: dead letters, applied messages that are past their time, expired idempotency keys. */
export function createHousekeeping({ db, log }: Pick<IntakeDeps, 'db' | 'log'>): () => Promise<void> {
  let dueAt = 0;
  return async () => {
    if (Date.now() < dueAt) return;
    dueAt = Date.now() + EVERY_MS;
    const expired = await db.pool.query(EXPIRE);
    if (expired.rowCount) log.warn({ messages: expired.rowCount }, 'parked messages became dead letters');
    await db.pool.query(PURGE);
    await purgeIdempotent(db);
  };
}
