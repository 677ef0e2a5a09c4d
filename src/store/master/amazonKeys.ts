import { eq, sql } from 'drizzle-orm';
import type { Instant } from '../../domain/order';
import type { Queries } from '../database';
import { amazonKeys } from '../schema';
import type { Sealer } from '../sealed';

/** A unit's access to Amazon, without its secrets. */
export interface AmazonKeys {
  sellerId: string;
  marketplaceId: string;
  clientId: string;
}

export interface StoredAmazonKeys extends AmazonKeys {
  /** The secrets that are there and can be read; none, where they were sealed under another secret of ours. */
  readable: string[];
  updatedAt: Instant;
}

/** Puts a unit's keys in the place of those it has. The secrets leave this function sealed. */
export async function saveAmazonKeys(
  db: Queries,
  sealer: Sealer,
  unitId: string,
  keys: AmazonKeys,
  secrets: Record<string, unknown>,
): Promise<void> {
  const set = { ...keys, sealed: sealer.seal(JSON.stringify(secrets), unitId), updatedAt: sql`clock_timestamp()` };
  await db
    .insert(amazonKeys)
    .values({ businessUnitId: unitId, ...set })
    .onConflictDoUpdate({ target: amazonKeys.businessUnitId, set });
}

/** null: none are set. */
export async function findAmazonKeys(db: Queries, sealer: Sealer, unitId: string): Promise<StoredAmazonKeys | null> {
  const [row] = await db.select().from(amazonKeys).where(eq(amazonKeys.businessUnitId, unitId));
  if (!row) return null;
  const { sealed, businessUnitId: _unit, ...keys } = row;
  const opened = sealer.open(sealed, unitId);
  return { ...keys, readable: opened === null ? [] : Object.keys(JSON.parse(opened) as object) };
}

export async function removeAmazonKeys(db: Queries, unitId: string): Promise<void> {
  await db.delete(amazonKeys).where(eq(amazonKeys.businessUnitId, unitId));
}
