import { and, asc, eq } from 'drizzle-orm';
import type { Database, Queries } from './database';
import { connections } from './schema';

/** A counterparty's address and what we and it prove ourselves with. */
export interface Connection {
  id: string;
  orgId: string;
  kind: 'wms' | 'tms' | 'carrier';
  /** The building a warehouse system runs; null: all of the organization. */
  buildingId: string | null;
  /** Standard carrier alpha code; of a carrier, or of a TMS that serves only one. */
  scac: string | null;
  url: string;
  /** Sent with our calls. In clear here: it has to be shown to the counterparty. */
  credential: string;
  /** Signs messages in both directions, `whsec_…`. */
  signingSecret: string;
  active: boolean;
}

const columns = {
  id: connections.id,
  orgId: connections.orgId,
  kind: connections.kind,
  buildingId: connections.buildingId,
  scac: connections.scac,
  url: connections.url,
  credential: connections.credential,
  signingSecret: connections.signingSecret,
  active: connections.active,
};

/** Creates a connection or changes the one of this id; its organization never changes. */
export async function saveConnection(db: Queries, connection: Connection): Promise<void> {
  const { id, orgId, ...set } = connection;
  await db
    .insert(connections)
    .values({ id, orgId, ...set })
    .onConflictDoUpdate({ target: connections.id, set, setWhere: eq(connections.orgId, orgId) });
}

/** The active connection of an id, as the header of a signed message names it. */
export async function findConnection(db: Queries, id: string): Promise<Connection | null> {
  const [connection] = await db
    .select(columns)
    .from(connections)
    .where(and(eq(connections.id, id), eq(connections.active, true)));
  return connection ?? null;
}

/** As `findConnection`, as it was within the last seconds. */
export function recentConnection(db: Database, id: string): Promise<Connection | null> {
  return db.recent.get(`connection/${id}`, () => findConnection(db, id));
}

/** The active connections of an organization. */
export async function listConnections(db: Queries, orgId: string): Promise<Connection[]> {
  return db
    .select(columns)
    .from(connections)
    .where(and(eq(connections.orgId, orgId), eq(connections.active, true)))
    .orderBy(asc(connections.id));
}

/** As `listConnections`, as they were within the last seconds. */
export async function recentConnections(db: Database, orgId: string): Promise<Connection[]> {
  return (await db.recent.get(`connections/${orgId}`, () => listConnections(db, orgId))) ?? [];
}

/**
 * Who is called for a building or a carrier: the connection that names it, else the one for all; null when there is
 * neither.
 */
export function pickConnection(
  all: readonly Connection[],
  wanted: { kind: Connection['kind']; buildingId?: string | null; scac?: string | null },
): Connection | null {
  const ofKind = all.filter(({ kind }) => kind === wanted.kind);
  const exact = ofKind.find(
    ({ buildingId, scac }) =>
      (buildingId !== null || scac !== null) &&
      (buildingId === null || buildingId === wanted.buildingId) &&
      (scac === null || scac === wanted.scac),
  );
  return exact ?? ofKind.find(({ buildingId, scac }) => buildingId === null && scac === null) ?? null;
}
