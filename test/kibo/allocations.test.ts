import { kibo, orderItem, PLACE, type Kibo } from './support';

describe('allocations', () => {
  let shop: Kibo;
  beforeAll(async () => {
    shop = await kibo();
  });
  const call = (name: string, items: unknown[], more = {}) => shop.job(`/v5/inventory/${name}`, shop.at(items, more));

  test('ALLOCATE, DEALLOCATE and FULFILL answer their job and move the figures', async () => {
    const upc = await shop.stocked(10);
    const item = orderItem(upc, 6);
    expect(await shop.figures(upc)).toEqual({ onHand: 10, available: 10, allocated: 0, pending: 0 });
    expect(await call('allocate', [item], { tenantID: 31007 })).toMatchObject({ type: 'ALLOCATE', status: 'SUCCESS' });
    expect(await shop.figures(upc)).toEqual({ onHand: 10, available: 4, allocated: 6, pending: 0 });
    await call('deallocate', [{ ...item, quantity: 2 }]);
    expect(await shop.figures(upc)).toEqual({ onHand: 10, available: 6, allocated: 4, pending: 0 });
    expect(await call('fulfill', [{ ...item, quantity: 3 }])).toMatchObject({ type: 'FULFILL' });
    expect(await shop.figures(upc)).toEqual({ onHand: 7, available: 6, allocated: 1, pending: 0 });
    await call('deallocate', [{ ...item, quantity: 1 }], { decrementOnHandOnDeallocate: true });
    expect(await shop.figures(upc)).toEqual({ onHand: 6, available: 6, allocated: 0, pending: 0 });
  });

  test('a refresh leaves what is bound alone', async () => {
    const upc = await shop.stocked(10);
    await call('allocate', [orderItem(upc, 4)]);
    await shop.refresh([{ upc, quantity: 7 }]);
    expect(await shop.figures(upc)).toEqual({ onHand: 7, available: 3, allocated: 4, pending: 0 });
  });

  test('orders beyond the stock wait as pending, until RELEASE_PENDING_ITEMS finds stock for them', async () => {
    const upc = await shop.stocked(2);
    const item = orderItem(upc, 5);
    await call('allocate', [item]);
    expect(await shop.figures(upc)).toEqual({ onHand: 2, available: -3, allocated: 2, pending: 3 });
    const shown = await shop.send('POST', '/v5/inventory/shipmentInventoryAllocations', {
      shipmentIDs: [item.shipmentID],
    });
    expect(shown.body.shipments[item.shipmentID].currentAllocations).toMatchObject([
      { upc, state: 'ALLOCATED', quantity: 2 },
      { upc, state: 'PENDING', quantity: 3 },
    ]);
    expect((await shop.send('GET', `/v1/pendingItem?shipmentID=${item.shipmentID}`)).body).toMatchObject([
      { quantity: 3 },
    ]);
    await shop.adjust([{ upc, quantity: 2 }]);
    expect(await shop.figures(upc)).toEqual({ onHand: 4, available: -1, allocated: 2, pending: 3 });
    expect(await shop.job('/v1/pendingItem/release', { locationCode: PLACE })).toMatchObject({
      type: 'RELEASE_PENDING_ITEMS',
    });
    expect(await shop.figures(upc)).toEqual({ onHand: 4, available: -1, allocated: 4, pending: 1 });
    const [waiting] = (await shop.send('GET', `/v1/pendingItem?shipmentID=${item.shipmentID}`)).body;
    await shop.send('DELETE', `/v1/pendingItem/${waiting.pendingItemID}`);
    expect(await shop.figures(upc)).toEqual({ onHand: 4, available: 0, allocated: 4, pending: 0 });
  });

  test('a tenant may refuse orders beyond its stock', async () => {
    const strict = await kibo({ allocateBeyondStock: 'N' });
    const upc = await strict.stocked(2);
    const job = await strict.job('/v5/inventory/allocate', strict.at([orderItem(upc, 3)]));
    expect(job).toMatchObject({ status: 'FAILED', messages: [expect.stringContaining('beyond_stock')] });
  });

  test('a synchronous call answers the job that has ended', async () => {
    const upc = await shop.stocked(3);
    const body = shop.at([orderItem(upc, 1)], { runSynchronous: true });
    expect((await shop.send('POST', '/v5/inventory/allocate', body)).body).toMatchObject({ status: 'SUCCESS' });
  });

  test('what is not bound cannot be freed or shipped', async () => {
    const upc = await shop.stocked(3);
    for (const name of ['deallocate', 'fulfill']) {
      const job = await call(name, [orderItem(upc, 1)]);
      expect(job).toMatchObject({ status: 'FAILED', messages: [expect.stringContaining('not_allocated')] });
    }
  });

  test('a cart’s allocation becomes its order’s', async () => {
    const upc = await shop.stocked(5);
    const { orderID, orderItemID, shipmentID } = orderItem(upc, 2);
    const cart = {
      upc,
      quantity: 2,
      orderID: 0,
      orderItemID: 0,
      shipmentID: 0,
      cartID: `C-${orderID}`,
      cartItemID: 'line-1',
    };
    await call('allocate', [cart]);
    const moved = await shop.send('POST', '/v5/inventory/transitionCart', {
      cartID: cart.cartID,
      orderID,
      items: [{ orderItemID, cartItemID: 'line-1', shipmentID, locationCode: PLACE }],
    });
    expect(moved.body).toEqual({ success: true, messages: [], numResults: 1 });
    await call('fulfill', [{ upc, quantity: 2, orderID, orderItemID, shipmentID }]);
    expect(await shop.figures(upc)).toEqual({ onHand: 3, available: 3, allocated: 0, pending: 0 });
  });
});
