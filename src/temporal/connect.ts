import {
  Client,
  Connection,
  defaultGrpcRetryOptions,
  makeGrpcRetryInterceptor,
  type ConnectionLike,
} from '@temporalio/client';
import { readTarget, type TemporalTarget } from './target';

/** A connection for a process without a worker; usable at once, it connects with the first call. */
export interface ClientConnection {
  connection: Connection;
  client: Client;
  namespace: string;
}

/** Three tries, about half a second: whoever waits for an answer learns soon that Temporal is away. */
const QUICK_RETRIES = { maxAttempts: 3, initialIntervalMs: () => 50, maxIntervalMs: () => 400 };

/** For the API: never fails, also not while Temporal is down. */
export function connectClient(target: TemporalTarget): ClientConnection {
  const { settings, namespace } = readTarget(target);
  const connection = Connection.lazy({
    ...settings,
    interceptors: [makeGrpcRetryInterceptor(defaultGrpcRetryOptions(QUICK_RETRIES))],
  });
  return { connection, client: clientOn(connection, namespace), namespace };
}

/** A client on an existing connection, such as the one a worker in the same process holds. */
export const clientOn = (connection: ConnectionLike, namespace: string): Client =>
  new Client({ connection, namespace });
