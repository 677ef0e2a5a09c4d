import { createLogger } from '../../src/platform/log';
import type { OrderFacts, PolicyDurations } from '../../src/domain/order';
import { createCourier } from '../../src/intake/courier';
import { createStarter } from '../../src/intake/starter';
import type { NewOrder } from '../../src/intake/types';
import { associateBuilding, saveBuilding } from '../../src/store/buildings';
import { saveBusinessUnit } from '../../src/store/businessUnits';
import { openDatabase } from '../../src/store/database';
import { saveOrganization } from '../../src/store/organizations';
import { saveSkus } from '../../src/store/skus';
import { connectClient } from '../../src/temporal/connect';
import { createGateway } from '../../src/temporal/gateway';
import { testDatabase } from '../harness/database';

export const ORG = 'ORG1';
export const UNIT = 'BU01';
export const SCOPE = { orgId: ORG, businessUnitIds: null };

const HOUR = 3_600_000;
const policy: PolicyDurations = {
  ackMs: HOUR,
  releaseMs: HOUR,
  bookingMs: HOUR,
  recallMs: HOUR,
  firstScanMs: HOUR,
  completionGraceMs: HOUR,
  bookingLookupMs: HOUR,
};

/** Nothing listens on the discard port: Temporal is down in these tests. */
const NOWHERE = { temporalAddress: '127.0.0.1:9', temporalNamespace: 'default' };

/** The intake over a database of its own, with Temporal down. */
export async function openWorld() {
  const { url, drop } = await testDatabase();
  const db = openDatabase(url, 10);
  await saveOrganization(db, { orgId: ORG, name: 'Acme' });
  await saveBusinessUnit(db, { id: UNIT, orgId: ORG, companyNo: 'C1', name: 'Shop', type: 'b2c', settings: {} });
  await saveBuilding(db, { orgId: ORG, buildingId: 'LDN1', name: 'London', address: {} });
  await saveBuilding(db, { orgId: ORG, buildingId: 'MAN1', name: 'Manchester', address: {} });
  await associateBuilding(db, UNIT, 'LDN1');
  const sku = { businessUnitId: UNIT, description: null, active: true };
  await saveSkus(db, [{ ...sku, skuId: 'LP-0077' }]);

  const log = createLogger('test', 'silent');
  const { connection, client, namespace } = connectClient(NOWHERE);
  const gateway = createGateway({ client, namespace, eager: false });
  const starter = createStarter({ gateway, log });
  const courier = createCourier({ db, gateway, policy, log });
  return {
    db,
    gateway,
    starter,
    courier,
    policy,
    log,
    async close() {
      await starter.drain(1000);
      await courier.drain(1000);
      await connection.close();
      await db.close();
      await drop();
    },
  };
}

export type World = Awaited<ReturnType<typeof openWorld>>;

export const keyOf = (orderNumber: string) => ({ businessUnitId: UNIT, orderNumber });

export const facts = (members: Partial<OrderFacts> = {}): OrderFacts => ({
  buildingId: 'LDN1',
  channel: 'b2c',
  carrierCode: 'UPS',
  serviceCode: '1D',
  fillPolicy: '2',
  jobId: null,
  dates: {
    doNotShipBefore: null,
    orderDropDate: null,
    cancelAfter: null,
    cancelIfNotDeliveredBy: null,
    requestedShipDate: null,
  },
  lines: [{ lineNumber: '10', skuId: 'LP-0077', quantity: 2 }],
  addressSuspect: false,
  ...members,
});

/** A request for an order, as the API hands it over. */
export const request = (orderNumber: string, members: Partial<NewOrder> = {}): NewOrder => ({
  orgId: ORG,
  businessUnitId: UNIT,
  orderNumber,
  document: { customerOrderNumber: orderNumber, shipTo: { name: 'Ada Byrne' } },
  digest: `digest of ${orderNumber}`,
  facts: facts(),
  ...members,
});
