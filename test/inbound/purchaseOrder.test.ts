import {
  announced,
  client,
  codes,
  confirm,
  demo,
  documentOf,
  inboundAt,
  ledgerBecomes,
  numberOf,
  ownUnit,
} from './support';

let unit: string;
beforeAll(async () => {
  unit = await ownUnit({});
});

describe('a purchase order', () => {
  it('goes to the warehouse, is received in two parts, adds up, and closes with the last unit', async () => {
    const own = await ownUnit({});
    const order = await announced('PO', own, [{ quantity: 10 }, { skuId: demo.skus[1], quantity: 4 }]);
    expect((await order.books()).document).toMatchObject({
      kind: 'PO',
      step: 'send',
      attempt: 1,
      told: [expect.stringMatching(/^IN\d+\/send\/1$/)],
    });

    await order.unload({ receiptNumber: 'R-1', lines: [{ lineNumber: '1', quantity: 6, lotNumber: 'L1' }] });
    const first = await order.reaches('RECEIVING');
    expect(first).toMatchObject({
      status: 'O',
      waiting: { on: 'wms', reason: '8 of the announced units have not come' },
    });
    expect(first.lines).toMatchObject([
      { lineNumber: '1', quantityReceived: 6, quantityOpen: 4 },
      { lineNumber: '2', quantityReceived: 0, quantityOpen: 4 },
    ]);

    await order.unload({ receiptNumber: 'R-2' });
    const closed = await order.reaches('CLOSED');
    expect(closed).toMatchObject({ status: 'C', closedDate: expect.any(String), exceptions: [], waiting: null });
    expect(await order.receiptLines()).toMatchObject([
      {
        receiptNumber: 'R-1',
        receiptType: 'N',
        lineNumber: '1',
        quantityExpected: 10,
        quantityReceived: 6,
        lotNumber: 'L1',
      },
      { receiptNumber: 'R-2', lineNumber: '1', quantityReceived: 4, purchaseOrderNumber: order.number },
      { receiptNumber: 'R-2', lineNumber: '2', quantityReceived: 4, condition: 'AVAILABLE' },
    ]);
    await ledgerBecomes(own, { AVAILABLE: 10 });
    await ledgerBecomes(own, { AVAILABLE: 4 }, demo.skus[1]);
    expect(await order.events()).toEqual(['created', 'sent_to_wms', 'received', 'received']);
  });

  it('keeps the contract’s odd names and whatever else it is sent, and answers the same again', async () => {
    const number = numberOf('PO');
    const odd = { PoType: 'STANDARD', 'address type': 'SHIP_FROM', status: 'C', closedDate: 'never', vendorRank: 7 };
    const sent = documentOf('PO', number, [{ quantity: 3 }], odd);
    const path = `/business_units/createPO/${unit}/createPO`;
    const created = await client.post(path, sent);
    expect([created.status, created.body.data]).toEqual([
      200,
      expect.objectContaining({
        PoType: 'STANDARD',
        'address type': 'SHIP_FROM',
        status: 'O',
        vendorRank: 7,
        state: 'CREATED',
      }),
    ]);
    expect(created.body.data).not.toHaveProperty('closedDate');
    expect((await client.post(path, { ...sent, status: 'O' })).status).toBe(200);
    const { PoType, 'address type': address, ...others } = sent as unknown as Record<string, unknown>;
    const aliased = await client.post(`/business_units/${unit}/purchase_orders`, {
      ...others,
      poType: PoType,
      addressType: address,
    });
    expect(aliased.status).toBe(200);
    const other = await client.post(path, { ...sent, vendorRank: 8 });
    expect([other.status, other.body.code]).toEqual([409, 'ALREADY_EXISTS']);
  });

  it('is listed without its lines, and found by status, number, SKU, building and day', async () => {
    const own = await ownUnit({});
    const one = inboundAt(own, 'PO', numberOf('PO'));
    const two = inboundAt(own, 'PO', numberOf('PO'));
    await one.create([{ quantity: 1 }]);
    await two.create([{ skuId: demo.skus[1], quantity: 1 }]);
    await client.delete(two.path);
    const numbers = async (query: string): Promise<string[]> =>
      (await client.get(`${one.collection}?${query}`)).body.data.map(
        (row: Record<string, unknown>) => row['purchaseOrderNumber'],
      );
    const { data, meta } = (await client.get(`${one.collection}?limit=1`)).body;
    expect([data[0].purchaseOrderNumber, data[0].lines, meta.total]).toEqual([two.number, undefined, 2]);
    expect(await numbers(`limit=1&cursor=${encodeURIComponent(meta.nextCursor)}`)).toEqual([one.number]);
    expect(await numbers('sortDirection=ASC')).toEqual([one.number, two.number]);
    expect(await numbers('status=C')).toEqual([two.number]);
    expect(await numbers(`purchaseOrderNumber=${one.number}`)).toEqual([one.number]);
    expect(await numbers(`skuId=${demo.skus[1]}`)).toEqual([two.number]);
    expect(await numbers(`buildingId=${demo.buildingId}&fromDate=2020-01-01&toDate=2020-01-02`)).toEqual([]);
    expect((await client.get(`${one.collection}?sortField=colour`)).status).toBe(400);
  });

  it('is replaced as a whole, and the warehouse is told; what has come cannot be taken back', async () => {
    const order = await announced('PO', unit, [{ quantity: 5 }]);
    await order.unload({ lines: [{ lineNumber: '1', quantity: 2 }] });
    await order.reaches('RECEIVING');
    const less = await client.put(order.path, documentOf('PO', order.number, [{ quantity: 1 }]));
    expect([less.status, less.body.code]).toEqual([409, 'DOCUMENT_RECEIVED']);
    const more = await client.put(order.path, documentOf('PO', order.number, [{ quantity: 3 }, { quantity: 2 }]));
    expect([more.status, more.body.data.lines.map((line: Record<string, unknown>) => line['quantityOpen'])]).toEqual([
      200,
      [1, 2],
    ]);
    await order.until(({ sequence }) => sequence > more.body.data.sequence);
    expect((await order.books()).document).toMatchObject({
      step: 'change',
      attempt: 2,
      lines: [{ quantity: 3 }, { quantity: 2 }],
    });
    const renamed = await client.put(order.path, documentOf('PO', 'OTHER', [{ quantity: 3 }]));
    expect([renamed.status, renamed.body.code]).toEqual([422, 'KEY_MISMATCH']);
  });

  it('is cancelled before anything has come, again to the same answer, and the warehouse is told', async () => {
    const order = await announced('PO', unit, [{ quantity: 5 }]);
    const cancelled = await client.delete(order.path);
    expect([cancelled.status, cancelled.body.data.state, cancelled.body.data.status]).toEqual([200, 'CANCELLED', 'C']);
    expect((await client.delete(order.path)).status).toBe(200);
    await order.until(({ waiting }) => waiting === null);
    expect((await order.books()).document).toMatchObject({ step: 'cancel' });
    const late = await client.put(order.path, documentOf('PO', order.number, [{ quantity: 6 }]));
    expect([late.status, late.body.code]).toEqual([409, 'DOCUMENT_CLOSED']);
  });

  it('is closed short by the client’s word: what is missing is said', async () => {
    const order = await announced('PO', unit, [{ quantity: 5 }]);
    await order.unload({ lines: [{ lineNumber: '1', quantity: 2 }] });
    await order.reaches('RECEIVING');
    const refused = await client.delete(order.path);
    expect([refused.status, refused.body.code]).toEqual([409, 'DOCUMENT_RECEIVED']);
    const closed = await client.post(`${order.path}/close`);
    expect([closed.status, closed.body.data.state, codes(closed.body.data)]).toEqual([
      200,
      'CLOSED',
      ['SHORT_RECEIPT'],
    ]);
    expect((await client.post(`${order.path}/close`)).status).toBe(200);
  });

  it('that breaks rules is refused with every rule that it breaks; 400 goes before 422', async () => {
    const twice = { lines: [1, 2].map(() => ({ lineNumber: '1', skuId: 'NO-SUCH-SKU', quantity: 1 })) };
    const wrong = await client.post(
      `/business_units/${unit}/purchase_orders`,
      documentOf('PO', numberOf('PO'), [], { ...twice, buildingId: 'NOPE' }),
    );
    expect([wrong.status, wrong.body.errors.map(({ code }: { code: string }) => code).sort()]).toEqual([
      422,
      ['DUPLICATE_LINE', 'UNKNOWN_BUILDING', 'UNKNOWN_SKU', 'UNKNOWN_SKU'],
    ]);
    const malformed = await client.post(`/business_units/${unit}/purchase_orders`, {
      purchaseOrderNumber: '~1',
      lines: [],
    });
    expect([malformed.status, malformed.body.errors.map(({ field }: { field: string }) => field).sort()]).toEqual([
      400,
      ['data.buildingId', 'data.lines', 'data.purchaseOrderNumber'],
    ]);
    expect((await client.get('/business_units/NOBODY/purchase_orders')).body.code).toBe('BUSINESS_UNIT_NOT_FOUND');
    expect((await client.get(`/business_units/${unit}/purchase_orders/none`)).body.code).toBe('DOCUMENT_NOT_FOUND');
  });

  it('that the warehouse refuses waits for its client, and goes again when it is corrected', async () => {
    const order = inboundAt(unit, 'PO', `${numberOf('PO')}-DROPREFUSE`);
    await order.create([{ quantity: 1 }]);
    expect(await order.raises('WMS_REFUSED')).toMatchObject({ severity: 'high', resolvedAt: null });
    expect((await order.read()).waiting).toMatchObject({ on: 'client' });
    await client.put(order.path, documentOf('PO', order.number, [{ quantity: 2 }]));
    const sent = await order.reaches('SENT_TO_WMS');
    expect(sent.exceptions).toMatchObject([{ code: 'WMS_REFUSED', resolvedAt: expect.any(String) }]);
  });

  it('reaches a warehouse that answers with errors, once', async () => {
    const order = await announced('PO', unit, [{ quantity: 1 }], '-WMS500AFTER');
    expect((await order.books()).messages).toMatchObject([{ received: 2, result: { status: 'duplicate' } }]);
    expect((await order.books()).document.told).toHaveLength(1);
  });

  it('that is overdue says so', async () => {
    const order = inboundAt(unit, 'PO', numberOf('PO'));
    await order.create([{ quantity: 1 }], { expectedDeliveryDate: '2020-01-01' });
    expect(await order.raises('DELIVERY_OVERDUE')).toMatchObject({ suggestedActions: ['update', 'close', 'cancel'] });
    await confirm({
      businessUnitId: unit,
      purchaseOrderNumber: order.number,
      receiptNumber: 'R-1',
      lines: [{ lineNumber: '1', skuId: demo.skus[0], quantityReceived: 1 }],
    });
    expect((await order.reaches('CLOSED')).exceptions).toMatchObject([
      { code: 'DELIVERY_OVERDUE', resolution: 'closed' },
    ]);
  });
});
