import { client, demo, sandbox } from '../life/support';
import { newId, OTHER, shop, type Shop } from './support';

describe('movements that a warehouse reports', () => {
  let ours: Shop;
  beforeAll(async () => {
    ours = await shop();
  });

  test('are in the ledger when the call is answered; a repeat has no effect', async () => {
    const one = ours.movement({ quantity: 7 });
    expect([await ours.happened(one), await ours.happened(one)]).toEqual([200, 200]);
    expect(await ours.figures()).toMatchObject({ quantityOnHand: 7 });
    const { body } = await client.get(`/inventoryMovement/${one.movementId}`);
    expect(body.data).toMatchObject({ ...one, status: 'POSTED', reason: null });
  });

  test('the same id with other content is 409, and what it said is on the list of parked messages', async () => {
    const one = ours.movement({ quantity: 1 });
    await ours.happened(one);
    expect(await ours.happened({ ...one, quantity: 2 })).toBe(409);
    const { body } = await client.get('/parked_callbacks?limit=1000');
    const reason = `Movement ${one.movementId} was sent before with other content.`;
    expect(body.data.filter((parked: { reason: string }) => parked.reason === reason)).toHaveLength(1);
  });

  test('may take more than the ledger has, and that is seen', async () => {
    const skuId = demo.skus[1] ?? '';
    expect(await ours.happened(ours.movement({ skuId, movementType: 'SHIPMENT', quantity: 3 }))).toBe(200);
    expect(await ours.figures(skuId)).toMatchObject({ quantityOnHand: -3, belowZero: true });
  });

  test('a count changes what is on hand by its difference, also downwards', async () => {
    const before = (await ours.figures()).quantityOnHand;
    await ours.happened(ours.movement({ movementType: 'CYCLE_COUNT', quantity: -2, reasonCode: 'COUNT' }));
    expect((await ours.figures()).quantityOnHand).toBe(before - 2);
  });
});

describe('movements that a client asks for', () => {
  let ours: Shop;
  beforeAll(async () => {
    ours = await shop();
  });

  test.each([
    ['at once', ''],
    ['a moment later', '-MOVELATER'],
    ['after two failures', '-WMS500'],
  ])('are posted when the warehouse has done them %s', async (_when, suffix) => {
    const before = (await ours.figures())?.quantityOnHand ?? 0;
    const one = ours.movement({ movementId: newId(suffix), quantity: 6, colour: 'kept' });
    expect(await ours.ask(one)).toMatchObject({ status: 200, body: {} });
    expect((await ours.ask(one)).status).toBe(200);
    expect(await ours.stands(one.movementId, 'POSTED')).toMatchObject({ quantity: 6, colour: 'kept' });
    expect((await ours.figures()).quantityOnHand).toBe(before + 6);
    const { received } = await sandbox('GET', `/movements/${one.movementId}`);
    expect(received).toBe(suffix === '-WMS500' ? 3 : 1);
  });

  test.each(['-MOVEREFUSE', '-MOVELATEREFUSE'])(
    'are not posted when it refuses them (%s), with its reason',
    async (suffix) => {
      const before = (await ours.figures())?.quantityOnHand ?? 0;
      const one = ours.movement({ movementId: newId(suffix) });
      await ours.ask(one);
      expect(await ours.stands(one.movementId, 'REFUSED')).toMatchObject({
        reason: 'Not possible here',
        postedAt: null,
      });
      expect((await ours.figures())?.quantityOnHand ?? 0).toBe(before);
    },
  );

  test('wait while it is silent, and are posted when somebody there has done them', async () => {
    const one = ours.movement({ movementId: newId('-MOVESILENT'), quantity: 2 });
    await ours.ask(one);
    expect(await ours.stands(one.movementId, 'SENT')).toMatchObject({ dueAt: expect.any(String), answeredAt: null });
    const before = (await ours.figures())?.quantityOnHand ?? 0;
    await sandbox('POST', `/movements/${one.movementId}/answer?wait=10000`, { accepted: true });
    await ours.stands(one.movementId, 'POSTED');
    expect((await ours.figures()).quantityOnHand).toBe(before + 2);
    const refused = await sandbox('POST', `/movements/${one.movementId}/answer?wait=10000`, { accepted: false });
    expect(refused.callbacks[0].status).toBe(409);
  });

  test('a transfer gives two transactions, one in each building', async () => {
    await ours.happened(ours.movement({ quantity: 9 }));
    const one = ours.movement({ movementType: 'TRANSFER', quantity: 3, toBuildingId: OTHER });
    await ours.ask(one);
    await ours.stands(one.movementId, 'POSTED');
    const { data } = await ours.list(`transactions?buildingId=${OTHER}`);
    expect(data).toMatchObject([{ transactionType: 'TRANSFER_IN', quantity: 3, referenceNumber: one.movementId }]);
  });
});

describe('a list of movements', () => {
  let ours: Shop;
  beforeAll(async () => {
    ours = await shop();
  });

  test('with anything malformed is refused as a whole, everything told at once', async () => {
    const good = ours.movement();
    const bad = [
      ours.movement({ quantity: 0 }),
      ours.movement({ movementType: 'SHIPMENT', quantity: -1 }),
      ours.movement({ movementType: 'STATUS_CHANGE', fromStatus: 'AVAILABLE' }),
      ours.movement({ movementType: 'TRANSFER' }),
      ours.movement({ quantity: 3, serialNumbers: ['S1'] }),
      ours.movement({ movementType: 'MAGIC' }),
    ];
    const { status, body } = await ours.ask(good, ...bad);
    expect(status).toBe(400);
    expect(body.errors.map(({ field }: { field: string }) => field)).toEqual(
      expect.arrayContaining([
        'data[1].quantity', 'data[2].quantity', 'data[3].toStatus', 'data[4].toBuildingId', 'data[5].serialNumbers', 'data[6].movementType',
      ]),
    ); // prettier-ignore
    expect((await client.get(`/inventoryMovement/${good.movementId}`)).status).toBe(404);
  });

  test('with a name that nobody knows is refused as a whole, each named in a sentence', async () => {
    const good = ours.movement();
    const { status, body } = await ours.ask(
      good,
      ours.movement({ buildingId: 'NOPE' }),
      ours.movement({ movementType: 'TRANSFER', toBuildingId: 'NADA' }),
      ours.movement({ skuId: 'NO-SKU' }),
      ours.movement({ quantityMeasure: 'CS' }),
    );
    expect([status, body.code]).toEqual([422, 'BUSINESS_RULE_VIOLATED']);
    expect(body.errors).toMatchObject([
      { code: 'UNKNOWN_BUILDING', field: 'data[1].buildingId', message: expect.stringContaining('NOPE') },
      { code: 'UNKNOWN_BUILDING', field: 'data[2].toBuildingId', message: expect.stringContaining('NADA') },
      { code: 'UNKNOWN_SKU', field: 'data[3].skuId', message: expect.stringContaining('NO-SKU') },
      { field: 'data[4].quantityMeasure' },
    ]);
    const foreign = await ours.ask(good, ours.movement({ businessUnitId: 'NOBODY' }));
    expect([foreign.status, foreign.body.code]).toEqual([404, 'BUSINESS_UNIT_NOT_FOUND']);
    expect(foreign.body.detail).toContain('NOBODY');
    expect((await client.get(`/inventoryMovement/${good.movementId}`)).status).toBe(404);
  });

  test('holds 1 to 500, needs an envelope and somebody who may send it', async () => {
    const many = Array.from({ length: 501 }, () => ours.movement());
    for (const data of [[], many]) expect((await ours.ask(...data)).status).toBe(400);
    expect((await client.send('POST', '/inventoryMovement', { body: [ours.movement()] })).status).toBe(400);
    const body = { data: [ours.movement()] };
    expect((await client.send('POST', '/inventoryMovement', { body, token: null })).status).toBe(401);
    expect((await client.post('/inventoryMovement/MV-1/answer', { accepted: true })).status).toBe(403);
  });
});
