import type { Logger } from 'pino';
import type { PolicyDurations } from '../domain/order';
import type { AcceptDeps } from '../intake/deps';
import type { Partners } from '../partners';
import type { Database } from '../store/database';
import type { Directory } from './directory';

/** What activities need; the worker makes one and keeps it for its life. */
export interface ActivityDeps {
  db: Database;
  partners: Partners;
  directory: Directory;
  policy: PolicyDurations;
  /** For orders that we create ourselves (backorders). */
  intake: AcceptDeps;
  log: Logger;
}
