import { openDatabase } from '../../src/store/database';
import type { DemoFile } from '../stack/demoFile';
import { addressesOf, type StackSettings } from '../stack/settings';
import { seedApiClient } from './apiClient';
import { seedConnections } from './connections';
import { seedMasterData } from './masterData';
import { TENANT } from './tenant';
import { demoToken } from './token';

/** The part of `demo.json` that the seed settles. */
type Seeded = Omit<DemoFile, 'apiUrl' | 'temporalAddress' | 'temporalUiUrl' | 'databaseUrl' | 'sandboxUrl'>;

/** Writes the demo tenant, its client and the connections to the sandbox; repeatable. */
export async function seed(settings: StackSettings, databaseUrl: string): Promise<Seeded> {
  const { home } = settings;
  const db = openDatabase(databaseUrl, 1);
  try {
    await seedMasterData(db);
    await seedConnections(db, home, addressesOf(settings).sandboxUrl);
    await seedApiClient(db, home.secret('clientSecret'));
  } finally {
    await db.close();
  }
  const [shop, trade] = TENANT.units;
  return {
    token: await demoToken(settings),
    clientId: TENANT.clientId,
    clientSecret: home.secret('clientSecret'),
    businessUnitId: shop.id,
    b2bBusinessUnitId: trade.id,
    orgId: TENANT.orgId,
    companyNo: shop.companyNo,
    // A unit is a DCL account under its company number.
    accountNumber: shop.companyNo,
    buildingId: TENANT.building.id,
    skus: TENANT.skus.map(({ id }) => id),
  };
}
