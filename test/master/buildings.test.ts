import { openStock } from '../../src/store/stock/opening';
import { client, demo, inDatabase, makeBuilding, makeUnit, newId, orderLike } from './support';

const idOf = (path: string): string => path.split('/').at(-1) ?? '';

describe('the buildings of a unit', () => {
  it('are associated, once however often that is asked, listed, and removed', async () => {
    const unit = await makeUnit();
    const buildings = [await makeBuilding(), await makeBuilding()].sort();
    for (const id of [...buildings, ...buildings]) {
      const { status, body } = await client.put(`${unit}/buildings/${id}`, { note: 'is ignored' });
      expect([status, body.data]).toMatchObject([200, { buildingId: id, isActive: 'Y', address: { city: 'Hull' } }]);
    }
    const listed = async (query = '') => (await client.get(`${unit}/buildings${query}`)).body;
    expect((await listed('?sortDirection=ASC')).data.map((one: { buildingId: string }) => one.buildingId)).toEqual(
      buildings,
    );
    expect((await listed('?limit=1')).meta).toMatchObject({ limit: 1, offset: 0, total: 2 });
    expect((await client.delete(`${unit}/buildings/${buildings[0]}`)).body).toEqual({});
    expect((await client.delete(`${unit}/buildings/${buildings[0]}`)).body.code).toBe('BUILDING_NOT_FOUND');
    expect((await listed()).meta.total).toBe(1);
  });

  it('are those of the organization', async () => {
    const unit = await makeUnit();
    const { status, body } = await client.put(`${unit}/buildings/NONE`, undefined);
    expect([status, body.code]).toEqual([404, 'BUILDING_NOT_FOUND']);
  });

  it('stay while orders are open or stock is there, and the answer counts and links them', async () => {
    const unit = await makeUnit();
    const building = await makeBuilding();
    const path = `${unit}/buildings/${building}`;
    await client.put(path, undefined);
    const skuId = newId('SKU');
    await inDatabase((db) => openStock(db, idOf(unit), [{ skuId, buildingId: building, onHand: 7 }]));
    const stocked = await client.delete(path);
    expect([stocked.status, stocked.body.code, stocked.body.inUse]).toEqual([
      409,
      'BUILDING_IN_USE',
      { skusInStock: { count: 1, links: [`${unit}/inventory/buildings/skus?buildingId=${building}`] } },
    ]);
  });

  it('stay while a purchase order is on its way there', async () => {
    const unit = `/business_units/${demo.businessUnitId}`;
    const building = await makeBuilding();
    const path = `${unit}/buildings/${building}`;
    await client.put(path, undefined);
    const purchaseOrderNumber = newId('PO');
    const lines = [{ lineNumber: '1', skuId: demo.skus[0], quantity: 5 }];
    const data = { purchaseOrderNumber, buildingId: building, lines };
    expect((await client.post(`${unit}/purchase_orders`, data)).status).toBe(200);
    const open = await client.delete(path);
    const links = [`${unit}/purchase_orders/${purchaseOrderNumber}`];
    expect([open.status, open.body.inUse]).toEqual([409, { openInbound: { count: 1, links } }]);
    expect((await client.delete(links[0] ?? '')).status).toBe(200);
    expect((await client.delete(path)).status).toBe(200);
  });

  it('of open orders are named with the oldest of them', async () => {
    const unit = `/business_units/${demo.businessUnitId}`;
    const building = await makeBuilding();
    const path = `${unit}/buildings/${building}`;
    await client.put(path, undefined);
    const order = orderLike({ requestedBuildingId: building });
    expect((await client.post(`${unit}/sales_orders`, order)).status).toBe(201);
    const open = await client.delete(path);
    const number = `${unit}/sales_orders/${order.customerOrderNumber}`;
    expect([open.status, open.body.inUse]).toMatchObject([409, { openOrders: { count: 1, links: [number] } }]);
    await client.delete(number);
    await client.until(number, ({ data }) => data.status === 'CANCELLED');
    const after = await client.delete(path);
    expect([after.status, after.body.inUse]).toEqual([200, undefined]);
    const late = await client.post(`${unit}/sales_orders`, orderLike({ requestedBuildingId: building }));
    expect([late.status, late.body.code]).toEqual([422, 'BUILDING_NOT_ASSOCIATED']);
  });
});
