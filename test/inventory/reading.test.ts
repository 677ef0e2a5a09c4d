import type { AnyJson } from '../harness/client';
import { kibo, orderItem } from '../kibo/support';
import { client, startLife } from '../life/support';
import { OTHER, PLACE, shop, SKU, type Shop } from './support';

const LISTS = ['transactions', 'skus', 'lots', 'buildings/skus', 'buildings/lots', 'serial_numbers'];

describe('what a business unit has', () => {
  let ours: Shop;
  beforeAll(async () => {
    ours = await shop();
    const { movement, happened } = ours;
    const at = (day: number) => `2026-03-0${day}T10:00:00Z`;
    await happened(
      movement({
        movementType: 'RECEIPT',
        quantity: 10,
        lotNumber: 'L1',
        expirationDate: '2027-01-31',
        timestamp: at(1),
      }),
      movement({ movementType: 'RECEIPT', quantity: 2, serialNumbers: ['S1', 'S2'], timestamp: at(2), notes: 'wet' }),
      movement({ movementType: 'TRANSFER', quantity: 4, toBuildingId: OTHER, timestamp: at(3), lotNumber: 'L1' }),
      movement({
        movementType: 'STATUS_CHANGE', quantity: 3, fromStatus: 'AVAILABLE', toStatus: 'EXPIRED', lotNumber: 'L1',
        reasonCode: 'OLD', timestamp: at(4), movementId: `MV-${ours.unit}`,
      }), // prettier-ignore
      movement({ movementType: 'SHIPMENT', quantity: 1, serialNumbers: ['S2'], timestamp: at(5) }),
    );
  });

  const rows = async (name: string): Promise<AnyJson[]> => (await ours.list(name)).data;

  test('transactions tell what came, went and changed, newest first', async () => {
    const all = await rows('transactions');
    expect(all.map(({ transactionType, quantity }) => [transactionType, quantity])).toEqual([
      ['SHIPMENT', -1],
      ['STATUS_CHANGE', 3],
      ['STATUS_CHANGE', -3],
      ['TRANSFER_IN', 4],
      ['TRANSFER_OUT', -4],
      ['RECEIPT', 1],
      ['RECEIPT', 1],
      ['RECEIPT', 10],
    ]);
    expect(all[1]).toEqual({
      transactionId: expect.any(String),
      timestamp: '2026-03-04T10:00:00.000Z',
      transactionType: 'STATUS_CHANGE',
      skuId: SKU,
      buildingId: PLACE,
      lotNumber: 'L1',
      serialNumbers: [],
      quantity: 3,
      quantityMeasure: 'EA',
      fromStatus: 'AVAILABLE',
      toStatus: 'EXPIRED',
      reasonCode: 'OLD',
      referenceType: 'MOVEMENT',
      referenceNumber: `MV-${ours.unit}`,
    });
    expect(all[3]).toMatchObject({ buildingId: OTHER, counterpartBuildingId: PLACE, toStatus: 'AVAILABLE' });
    expect(all[5]).toMatchObject({ serialNumbers: [expect.stringMatching(/^S[12]$/)], notes: 'wet' });
  });

  test.each([
    ['transactionType=RECEIPT', 3],
    [`buildingId=${OTHER}`, 1],
    ['lotNumber=L1', 5],
    ['lotNumber=', 3],
    ['fromDate=2026-03-03&toDate=2026-03-04', 4],
    ['toDate=2026-03-01', 1],
    [`skuId=${SKU}&transactionType=SHIPMENT`, 1],
    ['skuId=NOBODY', 0],
  ])('transactions with %s are %i', async (query, found) => {
    const { data, meta } = await ours.list(`transactions?${query}`);
    expect([data.length, meta.total]).toEqual([found, found]);
  });

  test('statistics sum up in all four views', async () => {
    const figures = {
      quantityOnHand: 11,
      quantityAvailable: 8,
      quantityAllocated: 0,
      quantityOnHold: 3,
      quantityDamaged: 0,
    };
    expect(await rows('skus')).toEqual([
      {
        skuId: SKU, ...figures, quantityExpected: 0, quantityBackordered: 0, quantityMeasure: 'EA', belowZero: false,
        updatedAt: expect.any(String),
      },
    ]); // prettier-ignore
    expect(await rows('lots')).toMatchObject([
      { lotNumber: 'L1', expirationDate: '2027-01-31', quantityOnHand: 10, quantityOnHold: 3 },
      { lotNumber: '', quantityOnHand: 1 },
    ]);
    expect(await rows('buildings/skus?sortDirection=ASC')).toHaveLength(2);
    expect(await rows(`buildings/skus?buildingId=${OTHER}`)).toMatchObject([
      { quantityOnHand: 4, quantityAvailable: 4 },
    ]);
    expect(await rows(`buildings/lots?buildingId=${PLACE}&lotNumber=L1`)).toMatchObject([{ quantityOnHand: 6 }]);
  });

  test('serial numbers tell where each unit is, and when it came and went', async () => {
    const all = await rows('serial_numbers?sortDirection=ASC');
    expect(all).toMatchObject([
      { serialNumber: 'S1', status: 'IN_STOCK', receivedAt: '2026-03-02T10:00:00.000Z', shippedAt: null },
      { serialNumber: 'S2', status: 'SHIPPED', shippedAt: '2026-03-05T10:00:00.000Z', referenceType: 'MOVEMENT' },
    ]);
    expect(await rows('serial_numbers?status=SHIPPED')).toMatchObject([{ serialNumber: 'S2' }]);
    expect(await rows('serial_numbers?serialNumber=S1')).toHaveLength(1);
  });

  test.each(LISTS)('%s are walked by cursor and by offset, each row once', async (name) => {
    const whole = await ours.list(name);
    const walked: AnyJson[] = [];
    let path: string | null = `/business_units/${ours.unit}/inventory/${name}?limit=1`;
    while (path) {
      const { body, headers }: { body: AnyJson; headers: Headers } = await client.get(path);
      walked.push(...body.data);
      path = /<([^>]+)>; rel="next"/.exec(headers.get('link') ?? '')?.[1] ?? null;
    }
    expect(walked).toEqual(whole.data);
    const { total } = whole.meta;
    expect([total, (await ours.list(`${name}?limit=1&offset=${total - 1}`)).data]).toEqual([
      walked.length,
      walked.slice(-1),
    ]);
  });

  test.each(LISTS)('%s refuse what is malformed, a foreign unit and another list’s cursor', async (name) => {
    const base = `/business_units/${ours.unit}/inventory/${name}`;
    for (const query of ['limit=0', 'sortField=colour', 'sortDirection=up', 'unknown=1', 'cursor=made.up']) {
      expect([query, (await client.get(`${base}?${query}`)).status]).toEqual([query, 400]);
    }
    const foreign = await client.get(`/business_units/NOBODY/inventory/${name}`);
    expect([foreign.status, foreign.body.code]).toEqual([404, 'BUSINESS_UNIT_NOT_FOUND']);
    expect((await client.get(base, { token: null })).status).toBe(401);
  });
});

describe('the other inventory contract', () => {
  test('says the same of the same goods; what is sold beyond them is backordered', async () => {
    const vendor = await kibo();
    const upc = await vendor.stocked(10);
    const { job, at } = vendor;
    await job('/v5/inventory/allocate', at([orderItem(upc, 14)]));
    const read = async () =>
      (await client.get(`/business_units/${vendor.unit}/inventory/skus?skuId=${upc}`)).body.data[0];
    const seen = await vendor.figures(upc);
    expect(await read()).toMatchObject({
      quantityOnHand: seen.onHand,
      quantityAvailable: seen.available + seen.pending,
      quantityAllocated: seen.allocated,
      quantityBackordered: seen.pending,
    });
  });

  test('goods of a sales order are allocated, and gone when it has shipped', async () => {
    const ours = await shop();
    await ours.happened(ours.movement({ movementType: 'RECEIPT', quantity: 10 }));
    const life = await startLife({}, { suffix: '-NOSHIP', unit: ours.unit });
    await life.reaches('ACKNOWLEDGED');
    expect(await ours.figures()).toMatchObject({ quantityOnHand: 10, quantityAllocated: 2, quantityAvailable: 8 });
    await life.deed('ship', { orderComplete: true });
    await life.reaches('SHIPPED');
    expect(await ours.figures()).toMatchObject({ quantityOnHand: 8, quantityAllocated: 0, quantityAvailable: 8 });
    expect((await ours.list('transactions?limit=1')).data).toMatchObject([
      {
        transactionType: 'SHIPMENT',
        quantity: -2,
        referenceType: 'SALES_ORDER',
        referenceNumber: life.salesOrderNumber,
      },
    ]);
  });
});
