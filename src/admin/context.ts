import { openDatabase, type Database } from '../store/database';
import { connectClient } from '../temporal/connect';
import { TemporalUnavailable } from '../temporal/errors';
import { createGateway, type Gateway } from '../temporal/gateway';
import { orderRuns, type OrderRuns } from '../temporal/orderRuns';
import { readSetting } from './environment';

export interface AdminContext {
  db: Database;
  /** Writes one line for the operator. */
  say(line: string): void;
}

/** What commands ask of Temporal. */
export interface TemporalParts {
  gateway: Gateway;
  runs: OrderRuns;
  namespace: string;
}

export type OperatorContext = AdminContext & TemporalParts;

/** Opens the database for one command, and closes it whatever becomes of that. */
export async function withDatabase(
  say: AdminContext['say'],
  work: (context: AdminContext) => Promise<void>,
): Promise<void> {
  const db = openDatabase(readSetting('databaseUrl'), 2);
  try {
    await work({ db, say });
  } finally {
    await db.close();
  }
}

/** Opens Temporal's connection for one command, and closes it whatever becomes of that. */
export async function withTemporal(work: (parts: TemporalParts) => Promise<void>): Promise<void> {
  const target = {
    temporalAddress: readSetting('temporalAddress'),
    temporalNamespace: readSetting('temporalNamespace'),
  };
  const { connection, client, namespace } = connectClient(target);
  const gateway = createGateway({ client, namespace, eager: false });
  try {
    await work({ gateway, runs: orderRuns({ client, namespace }), namespace });
  } catch (err) {
    if (!(err instanceof TemporalUnavailable)) throw err;
    throw new Error(`Temporal does not answer at ${target.temporalAddress} (namespace ${namespace}).`, { cause: err });
  } finally {
    await connection.close();
  }
}

/** Opens both for one command. */
export const withBoth = (say: AdminContext['say'], work: (context: OperatorContext) => Promise<void>): Promise<void> =>
  withDatabase(say, (context) => withTemporal((parts) => work({ ...context, ...parts })));
