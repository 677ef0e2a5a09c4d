import { kibo, orderItem, PLACE, type Kibo } from './support';
import type { AnyJson } from '../harness/client';

describe('work on the floor', () => {
  let shop: Kibo;
  let bins: number[];
  beforeAll(async () => {
    shop = await kibo();
    const { body } = await shop.send('POST', '/v1/bin/loadInventory', {
      locationCode: PLACE,
      bins: [{ name: 'A-01' }, { name: 'A-02' }, { name: 'A-03' }],
    });
    bins = body.bins.map((bin: AnyJson) => bin.binID);
  });
  const inBins = async (upc: string): Promise<AnyJson[]> => {
    const { body } = await shop.send('POST', '/v1/bin/searchInventory', { locationCode: PLACE, product: { upc } });
    return body.binQuantities.map(({ binID, quantity, reserved }: AnyJson) => ({ binID, quantity, reserved }));
  };
  const allocate = (item: unknown) => shop.job('/v5/inventory/allocate', shop.at([item]));

  test('PUT_AWAY_FILE moves goods into a bin; the location has as many as before', async () => {
    const upc = await shop.stocked(8);
    expect(await inBins(upc)).toEqual([]);
    const job = await shop.job('/v1/putAway', shop.at([{ upc, quantity: 5, toBinID: bins[0] }]));
    expect(job).toMatchObject({ type: 'PUT_AWAY_FILE', status: 'SUCCESS' });
    expect(await shop.figures(upc)).toMatchObject({ onHand: 8 });
    expect(await inBins(upc)).toEqual([{ binID: bins[0], quantity: 5, reserved: 0 }]);
  });

  test('RELEASE_SHIPMENTS, CREATE_PICK_WAVE and CLOSE_PICK_WAVE reserve bins and let them go', async () => {
    const upc = await shop.stocked(6, { binID: bins[1] });
    const item = orderItem(upc, 4);
    await allocate(item);
    const bound = { onHand: 6, available: 2, allocated: 4, pending: 0 };
    const unreserved = [{ binID: bins[1], quantity: 6, reserved: 0 }];
    expect(await shop.figures(upc)).toEqual(bound);
    const early = await shop.job('/v1/wave', { locationCode: PLACE, products: [{ upc }] });
    expect(early).toMatchObject({ status: 'FAILED' });
    const released = await shop.job('/v1/shipment/release', { locationCode: PLACE, shipmentIDs: [item.shipmentID] });
    expect(released).toMatchObject({ type: 'RELEASE_SHIPMENTS', status: 'SUCCESS' });
    expect(await shop.figures(upc)).toEqual(bound);
    expect(await inBins(upc)).toEqual(unreserved);
    const made = await shop.job('/v1/wave', { locationCode: PLACE, products: [{ upc }] });
    expect(made).toMatchObject({ type: 'CREATE_PICK_WAVE', status: 'SUCCESS' });
    expect(await inBins(upc)).toEqual([{ binID: bins[1], quantity: 6, reserved: 4 }]);

    const waveOf = async (): Promise<AnyJson> => {
      const { body } = await shop.send('GET', `/v1/wave/open/${PLACE}`);
      return body.find(({ items }: AnyJson) => items[0]?.sku === upc);
    };
    const wave = await waveOf();
    const closed = await shop.job(`/v1/wave/${wave.waveID}/close`, { createRecovery: true, bins: [] });
    expect(closed).toMatchObject({ type: 'CLOSE_PICK_WAVE', status: 'SUCCESS' });
    const recovery = await waveOf();
    expect(recovery).toMatchObject({ recoveryOf: wave.waveID, items: [{ sku: upc, binID: bins[1], quantity: 4 }] });
    await shop.job(`/v1/wave/${recovery.waveID}/close`, { createRecovery: false });
    expect(await inBins(upc)).toEqual(unreserved);
    expect(await shop.figures(upc)).toEqual(bound);
  });

  test('SHORT_PICK_ERROR corrects bin and count and frees what was bound', async () => {
    const upc = await shop.stocked(6, { binID: bins[2] });
    const item = orderItem(upc, 4);
    await allocate(item);
    const { shipmentID, orderItemID } = item;
    expect(await shop.figures(upc)).toEqual({ onHand: 6, available: 2, allocated: 4, pending: 0 });
    const job = await shop.job(
      '/v1/shortPick',
      shop.at([{ upc, binID: bins[2], quantity: 3, shipmentID, orderItemID }]),
    );
    expect(job).toMatchObject({ type: 'SHORT_PICK_ERROR', status: 'SUCCESS' });
    expect(await shop.figures(upc)).toEqual({ onHand: 3, available: 2, allocated: 1, pending: 0 });
    expect(await inBins(upc)).toEqual([{ binID: bins[2], quantity: 3, reserved: 0 }]);
  });

  test('CREATE_BIN_AUDIT, BIN_AUDIT_START and BIN_AUDIT_COMPLETION freeze a bin and book its count', async () => {
    const { body: bin } = await shop.send('POST', '/v1/bin', {
      locationCode: PLACE,
      name: 'AUDITED',
      binTypeID: 1,
      binStatusID: 1,
    });
    const upc = await shop.stocked(7, { binID: bin.binID });
    expect((await shop.send('GET', `/v1/audit/allOpen/${PLACE}`)).body).toEqual([]);
    expect(await shop.job('/v1/audit', { locationCode: PLACE, bins: [bin.binID] })).toMatchObject({
      type: 'CREATE_BIN_AUDIT',
    });
    const [audit] = (await shop.send('GET', `/v1/audit/allOpen/${PLACE}`)).body;
    expect(audit).toMatchObject({ bins: [bin.binID], status: 'CREATED' });
    expect((await shop.send('GET', `/v1/bin/${bin.binID}`)).body).toMatchObject({ frozen: false });
    expect(await shop.figures(upc)).toMatchObject({ onHand: 7 });
    expect(await shop.job(`/v1/audit/${audit.auditID}/start`, undefined)).toMatchObject({ type: 'BIN_AUDIT_START' });
    expect((await shop.send('GET', `/v1/bin/${bin.binID}`)).body).toMatchObject({ frozen: true });
    const frozen = await shop.adjust([{ upc, quantity: 1, binID: bin.binID }]);
    expect(frozen.messages).toEqual([expect.stringContaining('bin_frozen')]);
    const counted = { items: [{ upc, binID: bin.binID, quantity: 5 }] };
    const job = await shop.job(`/v1/audit/${audit.auditID}/complete`, counted);
    expect(job).toMatchObject({ type: 'BIN_AUDIT_COMPLETION', status: 'SUCCESS' });
    expect(await shop.figures(upc)).toMatchObject({ onHand: 5 });
    expect((await shop.send('GET', `/v1/bin/${bin.binID}`)).body).toMatchObject({ frozen: false });
  });

  test('a count that is given up changes nothing', async () => {
    const upc = await shop.stocked(2, { binID: bins[0] });
    await shop.job('/v1/audit', { locationCode: PLACE, bins: [bins[0]] });
    const [audit] = (await shop.send('GET', `/v1/audit/allOpen/${PLACE}`)).body;
    await shop.job(`/v1/audit/${audit.auditID}/start`, undefined);
    const cancelled = await shop.send('POST', `/v1/audit/${audit.auditID}/cancel`);
    expect(cancelled.body).toMatchObject({ success: true });
    expect(await shop.figures(upc)).toMatchObject({ onHand: 2 });
    await shop.adjust([{ upc, quantity: 1, binID: bins[0] }]);
    expect(await shop.figures(upc)).toMatchObject({ onHand: 3 });
  });
});
