import { saveB2bCustomer } from '../../src/store/b2bCustomers';
import { associateBuilding, saveBuilding } from '../../src/store/buildings';
import { saveBusinessUnit } from '../../src/store/businessUnits';
import type { Database, Queries } from '../../src/store/database';
import { findOrganization, saveOrganization } from '../../src/store/organizations';
import { saveSkus } from '../../src/store/skus';
import { openStock } from '../../src/store/stock/opening';
import { STOCK, TENANT } from './tenant';

/** Writes organization, building, units, SKUs and customers once: what a user has changed since stays as it is. */
export async function seedMasterData(database: Database): Promise<void> {
  const { orgId, building } = TENANT;
  await database.transaction(async (db) => {
    if (await findOrganization(db, orgId)) return;
    await saveOrganization(db, { orgId, name: TENANT.orgName });
    await saveBuilding(db, { orgId, buildingId: building.id, name: building.name, address: { ...building.address } });
    for (const { autoReleaseToWms, ...unit } of TENANT.units) {
      await saveBusinessUnit(db, { ...unit, orgId, settings: { autoReleaseToWms } });
      await associateBuilding(db, unit.id, building.id);
      const skus = TENANT.skus.map(({ id: skuId, description }) => ({ skuId, description }));
      await saveSkus(
        db,
        skus.map((sku) => ({ ...sku, businessUnitId: unit.id, active: true })),
      );
      await openStock(
        db,
        unit.id,
        skus.map(({ skuId }) => ({ skuId, buildingId: building.id, onHand: STOCK })),
      );
      if (unit.type === 'b2b') await seedCustomers(db, unit.id);
    }
  });
}

async function seedCustomers(db: Queries, businessUnitId: string): Promise<void> {
  for (const { id: b2bCustomerId, name, carrier: defaultCarrierId, city, postalCode } of TENANT.customers) {
    const address = { name, address1: '1 High Street', city, postalCode, country: 'GB' };
    const customer = { businessUnitId, b2bCustomerId, name, defaultCarrierId, active: true };
    await saveB2bCustomer(db, { ...customer, shipTo: address, billTo: address });
  }
}
