import { randomUUID } from 'node:crypto';
import type { StockJobType } from '../../src/domain/stock';
import { STOCK_WORK, type ItemOutcome } from '../../src/intake/stock';
import { associateBuilding, saveBuilding } from '../../src/store/buildings';
import { allocationsOf } from '../../src/store/stock/allocations';
import { listBins, saveBins } from '../../src/store/stock/bins';
import { readStock, stockParts } from '../../src/store/stock/read';
import { findWave, openWaves } from '../../src/store/stock/waves';
import { openTestDatabase, ORG, UNIT } from '../store/support/fixtures';
import { disagreements, PLACE } from './support';

const DONE: ItemOutcome = { result: {} };

describe('inventory work', () => {
  let opened: Awaited<ReturnType<typeof openTestDatabase>>;
  beforeAll(async () => {
    opened = await openTestDatabase();
    await saveBuilding(opened.db, { orgId: ORG, buildingId: PLACE, name: 'London', address: {} });
    await associateBuilding(opened.db, UNIT, PLACE);
  });
  afterEach(async () => {
    expect(await disagreements(opened.db)).toEqual([]);
  });
  afterAll(() => opened.close());

  async function work(type: StockJobType, ...items: unknown[]): Promise<ItemOutcome[]> {
    const list = {
      type,
      businessUnitId: UNIT,
      buildingId: PLACE,
      settings: {},
      arrivedAt: new Date().toISOString(),
      confirmed: false,
    };
    const prepared = await STOCK_WORK[type].prepare(opened.db, list, items);
    return opened.db.transaction((tx) => STOCK_WORK[type].apply(tx, list, prepared));
  }

  const product = (upc: string) => ({ product: { upc } });
  const figures = async (upc: string) => {
    const [found] = await readStock(opened.db, UNIT, [{ buildingId: PLACE, skuId: upc }]);
    return found && { onHand: found.onHand, allocated: found.allocated, pending: found.pending };
  };
  /** A product of its own with this many on hand, a tenth of them wanted by a shipment. */
  async function stocked(onHand: number, bin?: string): Promise<{ upc: string; shipmentId: number }> {
    const upc = `P-${randomUUID().slice(0, 8)}`;
    await work('REFRESH', { ...product(upc), quantity: onHand, bin });
    return { upc, shipmentId: Math.floor(Math.random() * 1e9) + 1 };
  }
  const bound = (upc: string, shipmentId: number, quantity: number) => ({
    ...product(upc),
    quantity,
    shipmentId,
    orderId: shipmentId,
    orderItemId: 1,
    cartId: '',
  });

  test('REFRESH makes a record, names and describes it; ADJUST changes what is known and nothing else', async () => {
    const names = { sku: 'S-1', upc: 'U-1', partNumber: 'N-1' };
    expect(await work('REFRESH', { product: names, quantity: 9, attributes: { floor: 2 } })).toEqual([DONE]);
    expect(await work('ADJUST', { product: { partNumber: 'N-1' }, quantity: -4 })).toEqual([DONE]);
    const [found] = await readStock(opened.db, UNIT, [{ buildingId: PLACE, skuId: 'S-1' }]);
    expect(found).toMatchObject({ onHand: 5, upc: 'U-1', partNumber: 'N-1', attributes: { floor: 2 } });
    const [nobody, noPlace] = await work(
      'ADJUST',
      { ...product('X'), quantity: 1 },
      { ...product('U-1'), quantity: 1, buildingId: 'NOWHERE' },
    );
    expect(nobody).toMatchObject({ fault: { code: 'unknown_product' } });
    expect(noPlace).toMatchObject({ fault: { code: 'unknown_location' } });
  });

  test('several items of one product follow each other', async () => {
    const { upc } = await stocked(10);
    await work(
      'ADJUST',
      { ...product(upc), quantity: -3 },
      { ...product(upc), quantity: -6 },
      { ...product(upc), quantity: -2 },
    );
    expect(await figures(upc)).toEqual({ onHand: 1, allocated: 0, pending: 0 });
  });

  test('ALLOCATE, DEALLOCATE and FULFILL move what is bound', async () => {
    const { upc, shipmentId } = await stocked(10);
    await work('ALLOCATE', bound(upc, shipmentId, 6));
    expect(await figures(upc)).toEqual({ onHand: 10, allocated: 6, pending: 0 });
    await work('DEALLOCATE', bound(upc, shipmentId, 1));
    expect(await figures(upc)).toEqual({ onHand: 10, allocated: 5, pending: 0 });
    await work('FULFILL', bound(upc, shipmentId, 3));
    expect(await figures(upc)).toEqual({ onHand: 7, allocated: 2, pending: 0 });
    const [tooMany] = await work('FULFILL', bound(upc, shipmentId, 3));
    expect(tooMany).toMatchObject({ fault: { code: 'not_allocated' } });
    expect(await allocationsOf(opened.db, UNIT, [shipmentId])).toMatchObject([{ allocated: 2, fulfilled: 3, upc }]);
    await work('DEALLOCATE', { ...bound(upc, shipmentId, 2), andTaken: true });
    expect(await figures(upc)).toEqual({ onHand: 5, allocated: 0, pending: 0 });
  });

  test('RELEASE_PENDING_ITEMS binds what waited, the oldest first', async () => {
    const { upc, shipmentId } = await stocked(2);
    await work('ALLOCATE', bound(upc, shipmentId, 4), bound(upc, shipmentId + 1, 3));
    expect(await figures(upc)).toEqual({ onHand: 2, allocated: 2, pending: 5 });
    await work('ADJUST', { ...product(upc), quantity: 3 });
    await work('RELEASE_PENDING_ITEMS', {});
    expect(await figures(upc)).toEqual({ onHand: 5, allocated: 5, pending: 2 });
    expect(await allocationsOf(opened.db, UNIT, [shipmentId, shipmentId + 1])).toMatchObject([
      { allocated: 4, pending: 0 },
      { allocated: 1, pending: 2 },
    ]);
  });

  test('DELETE removes a record unless something is bound', async () => {
    const { upc, shipmentId } = await stocked(4);
    await work('ALLOCATE', bound(upc, shipmentId, 1));
    expect(await work('DELETE', product(upc))).toMatchObject([{ fault: { code: 'still_allocated' } }]);
    await work('DEALLOCATE', bound(upc, shipmentId, 1));
    expect(await work('DELETE', product(upc))).toEqual([DONE]);
    expect(await figures(upc)).toBeUndefined();
    expect(await work('ADJUST', { ...product(upc), quantity: 1 })).toMatchObject([
      { fault: { code: 'unknown_product' } },
    ]);
  });

  test('PUT_AWAY_FILE moves goods into a bin, the location has as many as before', async () => {
    const { upc } = await stocked(8);
    await work('PUT_AWAY_FILE', { ...product(upc), quantity: 5, from: {}, to: { bin: '41' } });
    expect(await figures(upc)).toMatchObject({ onHand: 8 });
    const parts = await stockParts(opened.db, UNIT, { skuIds: [upc] });
    expect(parts.map(({ bin, onHand }) => [bin, onHand])).toEqual([['', 3], ['41', 5]]); // prettier-ignore
  });

  test('RELEASE_SHIPMENTS, CREATE_PICK_WAVE and CLOSE_PICK_WAVE take a shipment to the shelf and back', async () => {
    const { upc, shipmentId } = await stocked(6, '51');
    await work('ALLOCATE', bound(upc, shipmentId, 4));
    await work('RELEASE_SHIPMENTS', { shipmentIds: [shipmentId] });
    expect(await allocationsOf(opened.db, UNIT, [shipmentId])).toMatchObject([{ released: true, waveId: null }]);
    await work('CREATE_PICK_WAVE', { type: 'NORMAL', skuIds: [upc] });
    const [wave] = await openWaves(opened.db, UNIT, PLACE);
    expect(wave?.lines).toMatchObject([{ skuId: upc, bin: '51', quantity: 4 }]);
    await work('CLOSE_PICK_WAVE', { waveId: wave?.id, createRecovery: true, bins: [] });
    expect(await findWave(opened.db, UNIT, wave?.id ?? 0)).toMatchObject({ status: 'CLOSED' });
    const [recovery] = await openWaves(opened.db, UNIT, PLACE);
    expect(recovery).toMatchObject({ recoveryOf: wave?.id, lines: [{ bin: '51', quantity: 4 }] });
    expect(await allocationsOf(opened.db, UNIT, [shipmentId])).toMatchObject([{ waveId: recovery?.id }]);
    expect(await figures(upc)).toEqual({ onHand: 6, allocated: 4, pending: 0 });
  });

  test('SHORT_PICK_ERROR corrects bin and count, and frees what was bound to them', async () => {
    const { upc, shipmentId } = await stocked(6, '61');
    await work('ALLOCATE', bound(upc, shipmentId, 4));
    await work('SHORT_PICK_ERROR', { ...bound(upc, shipmentId, 3), bin: '61' });
    expect(await figures(upc)).toEqual({ onHand: 3, allocated: 1, pending: 0 });
  });

  test('CREATE_BIN_AUDIT, BIN_AUDIT_START and BIN_AUDIT_COMPLETION freeze a bin and book its count', async () => {
    const [bin] = await saveBins(opened.db, UNIT, [{ buildingId: PLACE, name: 'A-01', typeId: 1, statusId: 1 }]);
    const { upc } = await stocked(7, String(bin?.id));
    const [created] = await work('CREATE_BIN_AUDIT', { bins: [bin?.id] });
    const auditId = created && 'result' in created ? created.result.auditID : null;
    expect(await figures(upc)).toMatchObject({ onHand: 7 });
    await work('BIN_AUDIT_START', { auditId });
    expect((await listBins(opened.db, UNIT, PLACE)).map((one) => one.auditId)).toEqual([auditId]);
    const frozen = await work('ADJUST', { ...product(upc), quantity: 1, bin: String(bin?.id) });
    expect(frozen).toMatchObject([{ fault: { code: 'bin_frozen' } }]);
    await work('BIN_AUDIT_COMPLETION', { auditId, counts: [{ bin: bin?.id, product: { upc }, counted: 5 }] });
    expect(await figures(upc)).toMatchObject({ onHand: 5 });
    expect(await listBins(opened.db, UNIT, PLACE)).toMatchObject([{ auditId: null }]);
  });
});
