import { randomBytes } from 'node:crypto';
import { associateBuilding, saveBuilding } from '../../src/store/buildings';
import { openDatabase } from '../../src/store/database';
import type { AnyJson } from '../harness/client';
import { ownUnit } from '../life/ownUnit';
import { client, demo, sandbox } from '../life/support';

export const PLACE = demo.buildingId;
export const SKU = demo.skus[0] ?? '';
/** Of the demo's organization; serves the units made here. */
export const OTHER = `B${randomBytes(2).toString('hex')}`;

export const newId = (suffix = ''): string => `MV-${randomBytes(5).toString('hex')}${suffix}`;

/** A business unit of its own with two buildings, and what is done to its stock. */
export async function shop() {
  const unit = await ownUnit({});
  const db = openDatabase(demo.databaseUrl, 1);
  await saveBuilding(db, { orgId: demo.orgId, buildingId: OTHER, name: 'Other', address: {} });
  await associateBuilding(db, unit, OTHER);
  await db.close();

  /** A movement as people send it. */
  const movement = (more: Record<string, unknown> = {}) => ({
    movementId: newId(),
    businessUnitId: unit,
    buildingId: PLACE,
    timestamp: '2026-03-02T10:00:00Z',
    movementType: 'ADJUSTMENT',
    skuId: SKU,
    quantity: 5,
    ...more,
  });
  const list = async (name: string): Promise<AnyJson> =>
    (await client.get(`/business_units/${unit}/inventory/${name}`)).body;

  return {
    unit,
    movement,
    list,
    /** The warehouse says that this has happened; answers the status of its call. */
    async happened(...movements: object[]): Promise<number> {
      const { callbacks } = await sandbox('POST', '/movements?wait=10000', { movements });
      return callbacks[0].status;
    },
    ask: (...movements: object[]) => client.post('/inventoryMovement', movements),
    /** A movement that a client asked for, once it stands so. */
    stands: async (movementId: string, status: string): Promise<AnyJson> =>
      (await client.until<AnyJson>(`/inventoryMovement/${movementId}`, (body) => body.data.status === status)).data,
    /** Figures of the SKU in all buildings. */
    figures: async (skuId = SKU): Promise<AnyJson> => (await list(`skus?skuId=${skuId}`)).data[0] ?? null,
  };
}
export type Shop = Awaited<ReturnType<typeof shop>>;
