import { findB2bCustomer, listB2bCustomers, saveB2bCustomer } from '../../src/store/b2bCustomers';
import { associateBuilding, buildingsOf, findBuilding, saveBuilding } from '../../src/store/buildings';
import {
  findBusinessUnit,
  findBusinessUnits,
  findByCompanyNo,
  listBusinessUnits,
  saveBusinessUnit,
} from '../../src/store/businessUnits';
import {
  findConnection,
  listConnections,
  pickConnection,
  saveConnection,
  type Connection,
} from '../../src/store/connections';
import { findOrganization, saveOrganization } from '../../src/store/organizations';
import { knownSkus, listSkus, saveSkus } from '../../src/store/skus';
import { openStock } from '../../src/store/stock/opening';
import { openTestDatabase, ORG, SCOPE, UNIT } from './support/fixtures';

const FREIGHT = { id: 'BU02', orgId: ORG, companyNo: 'C2', name: 'Freight', type: 'b2b' as const, settings: {} };

describe('master data', () => {
  let opened: Awaited<ReturnType<typeof openTestDatabase>>;
  beforeAll(async () => {
    opened = await openTestDatabase();
    await saveOrganization(opened.db, { orgId: 'ORG2', name: 'Other' });
    await saveBusinessUnit(opened.db, FREIGHT);
  });
  afterAll(() => opened.close());

  test('organizations are created and renamed', async () => {
    await saveOrganization(opened.db, { orgId: 'ORG2', name: 'Renamed' });
    expect(await findOrganization(opened.db, 'ORG2')).toEqual({ orgId: 'ORG2', name: 'Renamed' });
    expect(await findOrganization(opened.db, 'ORG3')).toBeNull();
  });

  test('a business unit is found by id and company number, only by those who may see it', async () => {
    const everything = { orgId: ORG, businessUnitIds: null };
    expect(await findBusinessUnit(opened.db, everything, 'BU02')).toEqual(FREIGHT);
    expect(await findByCompanyNo(opened.db, everything, 'C2')).toEqual(FREIGHT);
    expect((await listBusinessUnits(opened.db, everything)).map(({ id }) => id)).toEqual(['BU01', 'BU02']);
    expect((await findBusinessUnits(opened.db, ['BU02', 'BU99'])).map(({ id }) => id)).toEqual(['BU02']);
    expect((await listBusinessUnits(opened.db, SCOPE)).map(({ id }) => id)).toEqual(['BU01']);
    for (const scope of [SCOPE, { orgId: 'ORG2', businessUnitIds: null }]) {
      expect(await findBusinessUnit(opened.db, scope, 'BU02')).toBeNull();
      expect(await findByCompanyNo(opened.db, scope, 'C2')).toBeNull();
    }
  });

  test('a business unit never moves to another organization', async () => {
    await saveBusinessUnit(opened.db, { ...FREIGHT, orgId: 'ORG2', name: 'Stolen' });
    expect(await findBusinessUnits(opened.db, ['BU02'])).toEqual([FREIGHT]);
  });

  test('buildings serve the units they are associated with, within one organization', async () => {
    const place = { orgId: ORG, buildingId: 'LDN1', name: 'London', address: { city: 'London' } };
    const building = { ...place, active: true, timeZone: 'Europe/London' };
    await saveBuilding(opened.db, building);
    await saveBuilding(opened.db, { ...building, orgId: 'ORG2', buildingId: 'YRK1' });
    for (const id of ['LDN1', 'LDN1', 'YRK1', 'NONE']) await associateBuilding(opened.db, UNIT, id);
    expect(await buildingsOf(opened.db, UNIT)).toEqual([building]);
    expect(await buildingsOf(opened.db, 'BU02')).toEqual([]);
    expect(await findBuilding(opened.db, ORG, 'LDN1')).toEqual(building);
    expect(await findBuilding(opened.db, ORG, 'YRK1')).toBeNull();
  });

  test('SKUs are saved many at a time; inactive and unknown ones cannot be ordered', async () => {
    const sku = { businessUnitId: UNIT, skuId: 'LP-1', description: 'Record', active: true };
    const named = { ...sku, description: 'Long player' };
    await saveSkus(opened.db, [sku, { ...sku, skuId: 'LP-2', active: false }, named]);
    await openStock(opened.db, UNIT, [{ skuId: 'LP-1', buildingId: 'LDN1', onHand: 7 }]);
    await saveSkus(
      opened.db,
      Array.from({ length: 500 }, (_, i) => ({ ...sku, businessUnitId: 'BU02', skuId: `CD-${i}` })),
    );
    expect(await knownSkus(opened.db, UNIT, ['LP-1', 'LP-2', 'CD-1'])).toEqual(new Set(['LP-1']));
    expect((await listSkus(opened.db, UNIT, { limit: 1 })).rows).toEqual([{ ...named, onHand: 7 }]);
    expect((await listSkus(opened.db, 'BU02', { limit: 1, offset: 499 })).total).toBe(500);
  });

  test('B2B customers are listed by name, and a wildcard in the name is only a character', async () => {
    const customer = {
      businessUnitId: 'BU02',
      shipTo: { city: 'York' },
      billTo: {},
      defaultCarrierId: null,
      active: true,
    };
    for (const [b2bCustomerId, name] of [
      ['1', 'Northside Records'],
      ['2', '100% Vinyl'],
    ] as const)
      await saveB2bCustomer(opened.db, { ...customer, b2bCustomerId, name });
    const named = async (name?: string) =>
      (await listB2bCustomers(opened.db, 'BU02', { name }, { limit: 10 })).rows.map((row) => row.b2bCustomerId);
    expect(await Promise.all([named(), named('records'), named('%'), named('_')])).toEqual([
      ['1', '2'],
      ['1'],
      ['2'],
      [],
    ]);
    expect(await findB2bCustomer(opened.db, 'BU02', '1')).toMatchObject({
      name: 'Northside Records',
      shipTo: { city: 'York' },
    });
    expect(await findB2bCustomer(opened.db, UNIT, '1')).toBeNull();
  });

  test('the connection that names the building or carrier goes before the one for all', async () => {
    const base: Connection = {
      id: 'wms', orgId: ORG, kind: 'wms', buildingId: null, scac: null, url: 'http://localhost/wms', credential: 'c', signingSecret: 's', active: true,
    }; // prettier-ignore
    const list: Connection[] = [
      base,
      { ...base, id: 'wms-ldn', buildingId: 'LDN1' },
      { ...base, id: 'tms', kind: 'tms' },
      { ...base, id: 'carrier', kind: 'carrier', scac: 'UPSN' },
      { ...base, id: 'old', active: false },
    ];
    for (const connection of list) await saveConnection(opened.db, connection);
    const stored = await listConnections(opened.db, ORG);
    expect(stored.map(({ id }) => id)).toEqual(['carrier', 'tms', 'wms', 'wms-ldn']);
    expect(pickConnection(stored, { kind: 'wms', buildingId: 'LDN1' })?.id).toBe('wms-ldn');
    expect(pickConnection(stored, { kind: 'wms', buildingId: 'YRK1' })?.id).toBe('wms');
    expect(pickConnection(stored, { kind: 'tms', buildingId: 'YRK1', scac: 'X' })?.id).toBe('tms');
    expect(pickConnection(stored, { kind: 'carrier', scac: 'UPSN' })?.id).toBe('carrier');
    expect(pickConnection(stored, { kind: 'carrier', scac: 'FDXG' })).toBeNull();
    expect(await findConnection(opened.db, 'wms-ldn')).toEqual(list[1]);
    expect(await findConnection(opened.db, 'old')).toBeNull();
  });
});
