import type { Connection } from '../partners';
import type { Database } from '../store/database';
import { pickConnection, recentConnections } from '../store/connections';

/** Who is called for an order: the connections of its organization, a few seconds old at most. */
export interface Directory {
  warehouse(orgId: string, buildingId: string | null): Promise<Connection | null>;
  tms(orgId: string): Promise<Connection | null>;
}

export function createDirectory(db: Database): Directory {
  const pick = async (orgId: string, wanted: Parameters<typeof pickConnection>[1]) =>
    pickConnection(await recentConnections(db, orgId), wanted);
  return {
    warehouse: (orgId, buildingId) => pick(orgId, { kind: 'wms', buildingId }),
    tms: (orgId) => pick(orgId, { kind: 'tms' }),
  };
}
