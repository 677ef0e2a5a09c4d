import { kibo, orderItem, PLACE, type Kibo } from './support';

describe('records', () => {
  let shop: Kibo;
  beforeAll(async () => {
    shop = await kibo();
  });
  const read = async (body: unknown) => (await shop.send('POST', '/v5/inventory', body)).body;

  test('are read by location under every name of the product, with what was said of it', async () => {
    const described = { safetyStock: 3, floor: 5, LTD: 1.5, tags: { channel: 'retail' }, attributes: ['fragile'] };
    await shop.refresh([{ upc: 'R-UPC', sku: 'R-SKU', partNumber: 'R-PART', quantity: 9, ...described }]);
    for (const name of [{ upc: 'R-UPC' }, { sku: 'R-SKU' }, { partNumber: 'R-PART' }]) {
      expect(await read({ type: 'ANY', items: [name] })).toMatchObject([
        {
          upc: 'R-UPC', sku: 'R-SKU', partNumber: 'R-PART', locationCode: PLACE, onHand: 9, available: 9,
          safetyStock: 3, floor: 5, ltd: 1.5, attributes: ['fragile'], taggedInventory: [{ tags: { channel: 'retail' }, onHand: 9 }],
        },
      ]); // prettier-ignore
    }
    expect(await read({ type: 'ANY', items: [{ upc: 'NOBODY' }] })).toEqual([]);
  });

  test('are narrowed by what a location can send, its safety stock kept back', async () => {
    const items = (quantity: number) => [{ upc: 'R-UPC', quantity }];
    expect(await read({ type: 'ALL', items: items(6) })).toHaveLength(1);
    expect(await read({ type: 'ALL', items: items(7) })).toHaveLength(0);
    expect(await read({ type: 'ALL', items: items(7), ignoreSafetyStock: true })).toHaveLength(1);
    expect(await read({ type: 'ALL_STORES', items: items(700), locationWhitelist: ['OTHER'] })).toHaveLength(0);
    const { body } = await shop.send('POST', '/v5/inventory/aggregate', { items: items(1) });
    expect(body).toMatchObject([{ sku: 'R-SKU', onHand: 9, available: 9, floor: 5 }]);
  });

  test('expected goods stand beside those that are there, can be moved in time and removed', async () => {
    const delivery = { upc: 'F-1', quantity: 100, deliveryDate: '2031-04-28T12:00:00-0500', externalID: 'PO-1' };
    await shop.refresh([{ upc: 'F-1', quantity: 4 }, delivery]);
    const [record] = await read({ type: 'ANY', items: [{ upc: 'F-1' }] });
    expect(record).toMatchObject({
      onHand: 4,
      futureInventory: [{ onhand: 100, deliveryDate: '2031-04-28T17:00:00.000Z' }],
    });
    const [{ futureInventoryID }] = record.futureInventory;
    const moved = await shop.send('PUT', `/adjustFutureDate/${futureInventoryID}`, {
      futureDate: '2031-05-01T00:00:00Z',
    });
    expect(moved.status).toBe(200);
    await shop.ended(moved.body.jobID);
    const gone = {
      futureStartDate: '2031-05-01T00:00:00Z', futureEndDate: '2031-05-02T00:00:00Z', allLocations: true, upc: 'F-1',
    }; // prettier-ignore
    const { body } = await shop.send('POST', '/v5/inventory/deleteFutureInventory', gone);
    expect(body).toMatchObject({ totalInventoryEntriesDeleted: 1, jobIDs: [expect.any(Number)] });
    await shop.ended(body.jobIDs[0]);
    expect(await read({ type: 'ANY', items: [{ upc: 'F-1' }] })).toMatchObject([{ onHand: 4, futureInventory: [] }]);
  });

  test('DELETE removes by name and by pattern, tells before what it would, and spares what is bound', async () => {
    await shop.refresh(['D-1', 'D-2', 'D-3'].map((upc) => ({ upc, quantity: 1 })));
    await shop.job('/v5/inventory/allocate', shop.at([orderItem('D-3', 1)]));
    const pattern = { upc: 'D-[123]', locationCodes: [PLACE] };
    const dry = await shop.send('POST', '/v5/inventory/delete', { ...pattern, dryRun: true });
    expect(dry.body).toMatchObject({ dryRun: true, totalProductsDeleted: 3, jobIDs: [] });
    expect(await shop.figures('D-1')).toMatchObject({ onHand: 1 });
    const { body } = await shop.send('POST', '/v5/inventory/delete', pattern);
    const job = await shop.ended(body.jobIDs[0]);
    expect(job).toMatchObject({
      type: 'DELETE',
      status: 'SUCCESS',
      messages: [expect.stringContaining('still_allocated')],
    });
    expect(await shop.figures('D-1')).toBeNull();
    expect(await shop.figures('D-3')).toMatchObject({ onHand: 1, allocated: 1 });
  });

  test('DELETE of a list makes one job per location', async () => {
    await shop.refresh([{ upc: 'L-1', quantity: 1 }]);
    const { body } = await shop.send('POST', '/v5/inventory/deleteItems', {
      items: [{ upc: 'L-1' }],
      allLocations: true,
    });
    expect(body).toMatchObject({ totalLocationsAffected: 1, itemsDeleted: [{ itemIdentifier: { upc: 'L-1' } }] });
    await shop.ended(body.jobIDs[0]);
    expect(await shop.figures('L-1')).toBeNull();
  });

  test('tag categories have few values, one default and whole percentages', async () => {
    const path = '/v1/tagCategory';
    const made = await shop.send('POST', path, {
      name: 'channel',
      tags: [{ tagValue: 'retail' }, { tagValue: 'web' }],
    });
    expect(made.body).toMatchObject({
      name: 'channel',
      tags: [{ tagValue: 'retail', isDefault: true }, { isDefault: false }],
    });
    expect((await shop.send('POST', path, { name: 'channel' })).status).toBe(400);
    expect((await shop.send('PUT', `${path}/channel/tag/web`, { percent: 40 })).status).toBe(400);
    const shares = { tags: [{ tagValue: 'retail', percent: 60 }, { tagValue: 'web', percent: 40 }] }; // prettier-ignore
    expect((await shop.send('PUT', `${path}/channel`, shares)).status).toBe(200);
    expect((await shop.send('GET', `${path}/channel/tag/web`)).body).toMatchObject({ percent: 40 });
    expect((await shop.send('DELETE', `${path}/channel/tag/web`)).body).toMatchObject({ tagValue: 'web' });
    expect((await shop.send('GET', path)).body).toHaveLength(1);
    await shop.send('DELETE', `${path}/channel`);
    expect((await shop.send('GET', `${path}/channel`)).status).toBe(404);
  });
});
