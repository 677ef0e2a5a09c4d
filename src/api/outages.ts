import { calledParty, type Outage } from '../domain/order';
import { pickConnection, recentConnections } from '../store/connections';
import type { Database } from '../store/database';
import type { ShownOrder } from '../store/orders/read';
import { findOutages } from '../store/outages';

const NOT_SET_UP: Outage = { since: null, code: 'NO_CONNECTION' };

/** Somebody who waits for a call to a partner. */
export interface Caller {
  id: number;
  orgId: string;
  kind: 'wms' | 'tms';
  buildingId: string | null;
}

/** By order id, what keeps the partner's call from coming through that an order waits for. Most orders wait for none. */
export function outagesOf(db: Database, orders: readonly ShownOrder[]): Promise<Map<number, Outage>> {
  const callers = orders.flatMap(({ orderId: id, orgId, state }): Caller[] => {
    const kind = calledParty(state);
    return kind ? [{ id, orgId, kind, buildingId: kind === 'wms' ? state.facts.buildingId : null }] : [];
  });
  return outagesFor(db, callers);
}

/** By caller, what keeps its call from coming through. */
export async function outagesFor(db: Database, callers: readonly Caller[]): Promise<Map<number, Outage>> {
  const found = new Map<number, Outage>();
  const called = new Map<number, string>();
  for (const { id, orgId, kind, buildingId } of callers) {
    const connection = pickConnection(await recentConnections(db, orgId), { kind, buildingId });
    if (connection) called.set(id, connection.id);
    else found.set(id, NOT_SET_UP);
  }
  const outages = new Map(
    (await findOutages(db, [...new Set(called.values())])).map((outage) => [outage.connectionId, outage]),
  );
  for (const [id, connectionId] of called) {
    const outage = outages.get(connectionId);
    if (outage) found.set(id, { since: outage.since, code: outage.code });
  }
  return found;
}
