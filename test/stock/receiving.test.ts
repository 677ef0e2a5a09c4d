import type { StockReceipt } from '../../src/domain/stock';
import { receiveStock } from '../../src/store/stock/receive';
import { openTestDatabase, UNIT } from '../store/support/fixtures';
import { disagreements, PLACE } from './support';

const AT = '2026-03-02T10:00:00.000Z';
const receipt = (more: Partial<StockReceipt>): StockReceipt => ({
  businessUnitId: UNIT,
  buildingId: PLACE,
  skuId: 'A',
  lot: '',
  expirationDate: null,
  serials: [],
  status: 'AVAILABLE',
  quantity: 1,
  reason: 'RECEIPT',
  referenceType: 'ASN',
  referenceNumber: 'ASN-1',
  at: AT,
  ...more,
});

describe('receipts in the stock ledger', () => {
  let opened: Awaited<ReturnType<typeof openTestDatabase>>;
  beforeAll(async () => {
    opened = await openTestDatabase(16);
  });
  afterEach(async () => {
    expect(await disagreements(opened.db)).toEqual([]);
  });
  afterAll(() => opened.close());

  const receive = (...receipts: StockReceipt[]) => opened.db.transaction((tx) => receiveStock(tx, receipts));
  const query = async (text: string, ...values: unknown[]) => (await opened.db.pool.query(text, values)).rows;
  const rows = (skuId: string) =>
    query(
      `select lot, serial, status, on_hand::int as units from stock where sku_id = $1 and on_hand <> 0
        order by lot, serial, status`,
      skuId,
    );

  test('a line becomes one entry that tells its goods, its document and its words', async () => {
    await receive(receipt({ lot: 'L1', expirationDate: '2027-01-31', quantity: 12, notes: 'wet carton' }));
    expect(
      await query(`select e.reason, e.transaction_type, e.reference, e.on_hand::int as units, e.business_unit_id, e.building_id,
                          e.sku_id, e.lot, e.details, e.as_of, l.expiration_date::text
                     from stock_entries e join stock_lots l on l.lot = e.lot where e.sku_id = 'A'`),
    ).toEqual([
      {
        reason: 'RECEIPT',
        transaction_type: 'RECEIPT',
        reference: 'ASN/ASN-1',
        units: 12,
        business_unit_id: UNIT,
        building_id: PLACE,
        sku_id: 'A',
        lot: 'L1',
        details: { notes: 'wet carton' },
        as_of: expect.anything(),
        expiration_date: '2027-01-31',
      },
    ]);
  });

  test('goods are kept apart by lot and status, and units with a serial number one by one', async () => {
    await receive(
      receipt({ skuId: 'B', lot: 'L1', quantity: 5 }),
      receipt({ skuId: 'B', lot: 'L1', quantity: 2, status: 'DAMAGED' }),
      receipt({ skuId: 'B', lot: 'L2', quantity: 2, serials: ['S1', 'S2'] }),
    );
    expect(await rows('B')).toEqual([
      { lot: 'L1', serial: '', status: 'AVAILABLE', units: 5 },
      { lot: 'L1', serial: '', status: 'DAMAGED', units: 2 },
      { lot: 'L2', serial: 'S1', status: 'AVAILABLE', units: 1 },
      { lot: 'L2', serial: 'S2', status: 'AVAILABLE', units: 1 },
    ]);
  });

  test('a serial number is one unit in one place: a second one is counted without the number, and told', async () => {
    expect(await receive(receipt({ skuId: 'C', quantity: 2, serials: ['S1', 'S1'] }))).toEqual([
      { skuId: 'C', serial: 'S1' },
    ]);
    const elsewhere = receipt({ skuId: 'C', serials: ['S1'], buildingId: 'MAN1' });
    expect(await receive(elsewhere)).toEqual([{ skuId: 'C', serial: 'S1' }]);
    expect((await rows('C')).map(({ serial, units }) => [serial, units])).toEqual([
      ['', 1],
      ['', 1],
      ['S1', 1],
    ]);
  });

  test('what is taken back points at what it was received with, and may go below zero as a fact', async () => {
    await receive(receipt({ skuId: 'D', quantity: 3 }));
    await receive(receipt({ skuId: 'D', quantity: -5 }));
    expect(await rows('D')).toEqual([{ lot: '', serial: '', status: 'AVAILABLE', units: -5 + 3 }]);
    expect(await query(`select below_zero from stock where sku_id = 'D'`)).toEqual([{ below_zero: true }]);
    const [taken] = await query(
      `select r.on_hand::int as received from stock_entries e join stock_entries r on r.id = e.reverses where e.sku_id = 'D'`,
    );
    expect(taken).toEqual({ received: 3 });
  });

  test('lists side by side, in any order and of rows that nobody has made, neither wait in a circle nor lose a unit', async () => {
    const skus = Array.from({ length: 20 }, (_, i) => `R-${i}`);
    const list = (turn: number) =>
      [...skus.slice(turn), ...skus.slice(0, turn)].map((skuId) =>
        receipt({ skuId, lot: `L${turn % 3}`, quantity: 2 }),
      );
    await Promise.all(Array.from({ length: 16 }, (_, turn) => receive(...list(turn))));
    const [total] = await query(`select sum(on_hand)::int as units from stock where sku_id like 'R-%'`);
    expect(total).toEqual({ units: 16 * 20 * 2 });
  });
});
