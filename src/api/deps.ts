import type { Logger } from 'pino';
import type { Courier } from '../intake/courier';
import type { Starter } from '../intake/starter';
import type { Config } from '../platform/config';
import type { Database } from '../store/database';
import type { Gateway } from '../temporal/gateway';

/** Whether this process should get requests. */
export interface Readiness {
  stopping: boolean;
  /** Parts beyond database and Temporal that are missing, one sentence each (a worker in the same process, …). */
  missing(): Promise<string[]>;
}

/** What the handlers work with. */
export interface ApiDeps {
  config: Config;
  db: Database;
  gateway: Gateway;
  starter: Starter;
  courier: Courier;
  readiness: Readiness;
  log: Logger;
}
