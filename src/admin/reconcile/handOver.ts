import { digestOf } from '../../contract/common/digest';
import { receiveCallbacks } from '../../intake/receive';
import type { IncomingCallback } from '../../intake/types';
import type { Database } from '../../store/database';
import { parts } from '../paced';
import type { Compared } from './books';

const SOURCE = 'admin:reconcile';
const PAGE = 100;

/**
 * Puts what the books say into the inbox, from where the sweeper carries it to each order's workflow or page at its own
 * calm rate: nothing writes an order's row behind its host's back.
 */
export async function handOver(db: Database, run: string, found: readonly Compared[]): Promise<void> {
  const messages = found.map(({ order, books }): IncomingCallback => {
    const { orgId, key } = order;
    const callback = { type: 'compared' as const, books };
    const messageId = `${run}/${key.businessUnitId}/${key.orderNumber}`;
    return { messageId, digest: digestOf(callback), orgId, key, callback, actor: 'ops', body: callback };
  });
  const courier = { carry: () => undefined };
  for (const page of parts(messages, PAGE)) await receiveCallbacks({ db, courier }, { source: SOURCE, messages: page });
}
