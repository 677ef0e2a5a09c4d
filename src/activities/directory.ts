import type { Connection } from '../partners';
import type { Database } from '../store/database';
import { listConnections, pickConnection } from '../store/connections';

/** Who is called for an order: the connections of its organization, a few seconds old at most. */
export interface Directory {
  warehouse(orgId: string, buildingId: string | null): Promise<Connection | null>;
  tms(orgId: string): Promise<Connection | null>;
}

/** A changed address or secret is used after this long, without a query for every call. */
const FRESH_MS = 3000;

export function createDirectory(db: Database): Directory {
  const known = new Map<string, { until: number; all: ReturnType<typeof listConnections> }>();
  const all = (orgId: string) => {
    const entry = known.get(orgId);
    if (entry && entry.until > Date.now()) return entry.all;
    const loading = listConnections(db, orgId);
    known.set(orgId, { until: Date.now() + FRESH_MS, all: loading });
    loading.catch(() => known.delete(orgId));
    return loading;
  };
  return {
    warehouse: async (orgId, buildingId) => pickConnection(await all(orgId), { kind: 'wms', buildingId }),
    tms: async (orgId) => pickConnection(await all(orgId), { kind: 'tms' }),
  };
}
