import { randomInt } from 'node:crypto';
import { kibo, orderItem, PLACE, type Kibo } from './support';
import { vendor } from './vendor';

describe('the vendor’s own client, unchanged', () => {
  const tenant = String(randomInt(1e9, 9e9));
  const client = vendor(tenant);
  let shop: Kibo;
  beforeAll(async () => {
    shop = await kibo({}, tenant);
  });

  /** Asks for the job as the client does, until it has ended. */
  const ended = async (jobID: number | undefined) => {
    await shop.ended(Number(jobID));
    return client.jobs.getJob({ jobID: Number(jobID) });
  };
  const read = async (upc: string) => {
    const [record] = await client.stock.postQueryInventory({ inventoryRequest: { type: 'ANY', items: [{ upc }] } });
    return record;
  };
  const items = (list: object[]) => ({ locationCode: PLACE, items: list }) as never;
  const refresh = async (list: object[]) => ended((await client.change.refresh({ refreshRequest: items(list) })).jobID);
  const binding = (list: object[], more = {}) => ({
    allocateInventoryRequest: { ...(items(list) as object), ...more } as never,
  });

  test('refreshes and adjusts: a token of ours, the tenant’s host, the job, the figures', async () => {
    const job = await refresh([{ upc: 'V-1', quantity: 10 }]);
    expect(job).toMatchObject({ type: 'REFRESH', status: 'SUCCESS', tenantID: Number(tenant), locationCode: PLACE });
    expect(await read('V-1')).toMatchObject({ onHand: 10, available: 10, tenantID: Number(tenant) });
    const { jobID } = await client.change.adjust({ adjustRequest: items([{ upc: 'V-1', quantity: -3 }]) });
    expect(await ended(jobID)).toMatchObject({ type: 'ADJUST', status: 'SUCCESS' });
    expect(await read('V-1')).toMatchObject({ onHand: 7, available: 7 });
    const [sum] = await client.stock.aggregate({ aggregateRequest: { items: [{ upc: 'V-1' }] } as never });
    expect(sum).toMatchObject({ onHand: 7, available: 7 });
  });

  test('lets small lists be done at once', async () => {
    const answer = await client.change.smartRefreshInventory({ refreshRequest: items([{ upc: 'V-2', quantity: 4 }]) });
    expect(answer).toMatchObject({ method: 'sync', jobID: null });
    expect(await read('V-2')).toMatchObject({ onHand: 4 });
    await client.change.smartAdjustInventory({ adjustRequest: items([{ upc: 'V-2', quantity: 2 }]) });
    expect(await read('V-2')).toMatchObject({ onHand: 6 });
  });

  test('allocates, deallocates and fulfils, and reads what has happened', async () => {
    await refresh([{ upc: 'V-3', quantity: 10 }]);
    const item = orderItem('V-3', 6);
    const { jobID } = await client.bind.allocateInventory(binding([item], { tenantID: Number(tenant) }));
    await ended(jobID);
    expect(await read('V-3')).toMatchObject({ onHand: 10, allocated: 6, available: 4 });
    const freed = await client.bind.deallocateInventory(binding([{ ...item, quantity: 2 }]));
    expect(freed).toMatchObject({ success: true });
    await ended((freed as { jobID?: number }).jobID);
    expect(await read('V-3')).toMatchObject({ onHand: 10, allocated: 4, available: 6 });
    const shipped = await client.bind.fulfillInventory(binding([{ ...item, quantity: 3 }], { runSynchronous: true }));
    expect(shipped).toMatchObject({ success: true, status: 'SUCCESS' });
    expect(await read('V-3')).toMatchObject({ onHand: 7, allocated: 1, available: 6 });
    const { shipments } = await client.shipments.getShipmentInventoryAllocations({
      shipmentInventoryAllocationRequest: { shipmentIDs: [item.shipmentID] } as never,
    });
    expect(JSON.stringify(shipments)).toContain('"quantity":1');
    const history = await client.orderItems.getOrderItemInformation({
      orderItemInformationRequest: { orderID: item.orderID, items: [{ upc: 'V-3' }] },
    });
    expect(history).toMatchObject([
      {
        orderItemID: item.orderItemID, onHand: 7, allocated: 1, allocates: 6, deallocates: 2, fulfills: 3,
        events: [
          { eventType: 'ALLOCATED', quantity: 6 },
          { eventType: 'DEALLOCATED', quantity: 2 },
          { eventType: 'FULFILLED', quantity: 3 },
        ],
      },
    ]); // prettier-ignore
    const other = { orderID: item.orderID, items: [{ upc: 'V-1' }] };
    expect(await client.orderItems.getOrderItemInformation({ orderItemInformationRequest: other })).toEqual([]);
  });

  test('takes a cart’s allocation over to its order', async () => {
    await refresh([{ upc: 'V-4', quantity: 3 }]);
    const { orderID, orderItemID, shipmentID } = orderItem('V-4', 2);
    const cart = { upc: 'V-4', quantity: 2, orderID: 0, orderItemID: 0, shipmentID: 0, cartID: 'C', cartItemID: 'one' };
    await ended((await client.bind.allocateInventory(binding([cart]))).jobID);
    const moved = await client.bind.transitionCart({
      transitionCartRequest: {
        cartID: 'C', orderID, items: [{ orderItemID, cartItemID: 'one', shipmentID, locationCode: PLACE }],
      } as never,
    }); // prettier-ignore
    expect(moved).toMatchObject({ success: true });
    const item = { upc: 'V-4', quantity: 2, orderID, orderItemID, shipmentID };
    await client.bind.fulfillInventory(binding([item], { runSynchronous: true }));
    expect(await read('V-4')).toMatchObject({ onHand: 1, allocated: 0 });
  });

  test('deletes by name, by list, and what is old and empty', async () => {
    await refresh(['V-5', 'V-6', 'V-7'].map((upc) => ({ upc, quantity: upc === 'V-7' ? 0 : 1 })));
    const where = { locationCodes: [PLACE] };
    const one = await client.change._delete({ deleteItemRequest: { ...where, upc: 'V-5' } });
    const listed = await client.change.deleteItems({
      deleteItemsRequest: { ...where, items: [{ upc: 'V-6' }] as never },
    });
    for (const { jobIDs } of [one, listed]) await ended((jobIDs as unknown as number[])[0]);
    expect(await read('V-5')).toBeUndefined();
    expect(await read('V-6')).toBeUndefined();
    const young = await client.jobs.deleteOldInventory({ months: 1 });
    expect(await ended(young.jobID)).toMatchObject({ type: 'DELETE' });
    expect(await read('V-7')).toMatchObject({ onHand: 0 });
    const [all] = await client.jobs.deleteAllOldInventory({ months: 1 });
    expect(await ended(all?.jobID)).toMatchObject({ type: 'DELETE' });
  });

  test('asks for the queue', async () => {
    const jobs = await client.jobs.getJobs({ locationCode: PLACE, limit: 50, types: ['REFRESH', 'ADJUST'] });
    expect(jobs.length).toBeGreaterThan(1);
    expect(new Set(jobs.map(({ type }) => type))).toEqual(new Set(['REFRESH', 'ADJUST']));
    await expect(client.jobs.getJob({ jobID: 999_999_999 })).rejects.toMatchObject({
      apiError: { error: 'JOB_NOT_FOUND', message: expect.any(String) },
    });
  });

  test('keeps tags, and stock shows them', async () => {
    await shop.send('POST', '/v1/tagCategory', { name: 'channel', tags: [{ tagValue: 'retail' }] });
    const at = { tagCategoryName: 'channel' };
    expect(await client.tags.createTag({ ...at, inventoryTag: { tagValue: 'web' } })).toMatchObject({
      tagValue: 'web',
    });
    await client.tags.updateTag({ ...at, tagValue: 'web', inventoryTag: { tagValue: 'shop' } });
    expect(await client.tags.getTag({ ...at, tagValue: 'shop' })).toMatchObject({ tagValue: 'shop', isDefault: false });
    await refresh([{ upc: 'V-8', quantity: 5, tags: { channel: 'shop' } }]);
    expect(await read('V-8')).toMatchObject({ taggedInventory: [{ onHand: 5, tags: { channel: 'shop' } }] });
    expect(await client.tags.deleteTag({ ...at, tagValue: 'shop' })).toMatchObject({ deleted: 1 });
    expect(await client.categories.getTagCategory(at)).toMatchObject({
      tags: [{ tagValue: 'retail', isDefault: true }],
    });
    expect(await client.categories.deleteTagCategory(at)).toMatchObject({ deleted: 1 });
  });

  test('moves an expected delivery, at the path the client has for it', async () => {
    await refresh([{ upc: 'V-9', quantity: 8, deliveryDate: '2031-04-28T12:00:00-0500', externalID: 'PO-9' }]);
    const [expected] = (await read('V-9'))?.futureInventory ?? [];
    const { jobID } = await client.future.adjustFutureDate({
      futureInventoryID: Number(expected?.futureInventoryID),
      adjustFutureDateRequest: { futureDate: '2031-05-01T00:00:00Z' },
    });
    await ended(jobID);
    expect(await read('V-9')).toMatchObject({
      futureInventory: [{ onhand: 8, deliveryDate: '2031-05-01T00:00:00.000Z' }],
    });
  });

  test('takes products out of assignment and puts them back', async () => {
    await refresh([{ upc: 'V-10', quantity: 8 }]);
    const findable = () =>
      client.stock.postQueryInventory({ inventoryRequest: { type: 'ALL', items: [{ upc: 'V-10', quantity: 2 }] } });
    const block = (blockAssignment: boolean, upc = 'V-10') =>
      client.assignment.blockAssignment({
        blockAssignmentRequest: { locationCode: PLACE, items: [{ upc, blockAssignment }] },
      });
    expect(await findable()).toHaveLength(1);
    expect(await block(true)).toEqual({ success: true, messages: [], numResults: 1 });
    expect(await findable()).toHaveLength(0);
    expect(await read('V-10')).toMatchObject({ blockAssignment: true, onHand: 8 });
    await block(false);
    expect(await findable()).toHaveLength(1);
    expect(await block(true, 'NOBODY')).toMatchObject({
      success: false,
      messages: [expect.stringMatching(/^item\[0\] NOBODY: unknown_product/)],
    });
  });

  test('makes bins, fills and changes them', async () => {
    const { binID } = await client.bins.createBin({ createBinRequest: { name: 'VB-1', locationCode: PLACE } });
    const loaded = await client.bins.loadInventory({
      loadBinInventoryRequest: {
        locationCode: PLACE,
        bins: [{ binName: 'VB-1', products: [{ upc: 'V-11', quantity: 9 }] }],
      },
    });
    expect(loaded).toMatchObject({ success: true, messages: [], numResults: 1 });
    expect(await read('V-11')).toMatchObject({ onHand: 9 });
    const found = await client.bins.searchBins({ binSearchRequest: { locationCode: PLACE, binName: 'VB-1' } });
    expect(found.binQuantities).toMatchObject([{ binName: 'VB-1', products: [{ sku: 'V-11', quantity: 9 }] }]);
    const change = { binID: Number(binID), locationCode: PLACE };
    await client.bins.updateBin({ binId: change.binID, updateBinRequest: { ...change, binTypeID: 2 } });
    const many = await client.bins.updateBins({ updateBinsRequest: { bins: [{ ...change, binStatusID: 2 }, { ...change, binID: 1e9 }] } }); // prettier-ignore
    expect(many).toMatchObject({ numberAffected: 1, messages: [expect.stringContaining('unknown_bin')] });
    const { bins } = await client.bins.getBins({ locationID: 0 });
    expect(bins).toMatchObject([{ binID, binTypeID: 2, binStatusID: 2 }]);
  });

  test('knows the locations', async () => {
    expect(await client.locations.getLocations1()).toMatchObject([{ locationCode: PLACE, directShip: true }]);
    expect(await client.locations.getLocations({ locationCode: PLACE })).toHaveLength(1);
  });
});
