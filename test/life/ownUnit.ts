import { randomBytes } from 'node:crypto';
import type { BusinessUnitSettings } from '../../src/domain/order';
import { associateBuilding } from '../../src/store/buildings';
import { saveBusinessUnit } from '../../src/store/businessUnits';
import { openDatabase } from '../../src/store/database';
import { saveSkus } from '../../src/store/skus';
import { demo, sandbox } from './support';

export interface OwnUnit {
  type?: 'b2b' | 'b2c';
  settings?: BusinessUnitSettings;
  /** Without it the id. */
  companyNo?: string;
  /** How the sandbox's partners treat its orders. */
  profile?: Record<string, unknown>;
}

/** Makes a business unit of its own with the demo's building and goods; answers its id. */
export async function ownUnit({ type = 'b2c', settings = {}, companyNo: number, profile }: OwnUnit): Promise<string> {
  const id = `U-${randomBytes(4).toString('hex')}`;
  const companyNo = number ?? id;
  const db = openDatabase(demo.databaseUrl, 1);
  try {
    await saveBusinessUnit(db, { id, orgId: demo.orgId, companyNo, name: 'Life', type, settings });
    await associateBuilding(db, id, demo.buildingId);
    const skus = demo.skus.map((skuId) => ({ skuId, description: skuId, active: true }));
    await saveSkus(
      db,
      skus.map((sku) => ({ ...sku, businessUnitId: id })),
    );
  } finally {
    await db.close();
  }
  if (profile) await sandbox('POST', '/profile', { businessUnitId: id, ...profile });
  return id;
}
