import type { Logger } from 'pino';
import type { OutageListener } from '../partners';
import type { Database } from '../store/database';
import { endOutage, noteOutage } from '../store/outages';

/** Keeps what this worker sees of its counterparties where the API reads it, one write after the other. */
export function outageRecorder(db: Database, log: Logger): OutageListener {
  let last: Promise<void> = Promise.resolve();
  return (connectionId, outage) => {
    const write = async (): Promise<void> => {
      if (!outage) return endOutage(db, connectionId);
      await noteOutage(db, { connectionId, since: outage.since.toISOString(), code: outage.code });
    };
    last = last.then(write).catch((err: unknown) => log.warn({ err, connectionId }, 'outage not recorded'));
  };
}
