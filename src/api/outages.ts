import { calledParty, type Outage } from '../domain/order';
import { pickConnection, recentConnections } from '../store/connections';
import type { Database } from '../store/database';
import type { ShownOrder } from '../store/orders/read';
import { findOutages } from '../store/outages';

const NOT_SET_UP: Outage = { since: null, code: 'NO_CONNECTION' };

/** By order id, what keeps the partner's call from coming through that an order waits for. Most orders wait for none. */
export async function outagesOf(db: Database, orders: readonly ShownOrder[]): Promise<Map<number, Outage>> {
  const found = new Map<number, Outage>();
  const called = new Map<number, string>();
  for (const { orderId, orgId, state } of orders) {
    const kind = calledParty(state);
    if (!kind) continue;
    const connections = await recentConnections(db, orgId);
    const connection = pickConnection(connections, {
      kind,
      buildingId: kind === 'wms' ? state.facts.buildingId : null,
    });
    if (connection) called.set(orderId, connection.id);
    else found.set(orderId, NOT_SET_UP);
  }
  const outages = new Map(
    (await findOutages(db, [...new Set(called.values())])).map((outage) => [outage.connectionId, outage]),
  );
  for (const [orderId, connectionId] of called) {
    const outage = outages.get(connectionId);
    if (outage) found.set(orderId, { since: outage.since, code: outage.code });
  }
  return found;
}
