import { openDatabase } from '../../src/store/database';
import { expectedBySku } from '../../src/store/inbound';
import {
  announced,
  client,
  codes,
  confirm,
  demo,
  documentOf,
  inboundAt,
  ledgerBecomes,
  ledgerOf,
  numberOf,
  ownUnit,
} from './support';

let unit: string;
beforeEach(async () => {
  unit = await ownUnit({});
});

const lineOf = (quantityReceived: number, more: object = {}) => ({
  lineNumber: '1',
  skuId: demo.skus[0],
  quantityReceived,
  ...more,
});

describe('B.7: receipts', () => {
  it('receipt confirm twice / in parts: idempotent on receipt id and line; parts add up; closed by the last unit only', async () => {
    const order = await announced('PO', unit, [{ quantity: 10 }]);
    const part = (receiptNumber: string, quantity: number) => ({
      businessUnitId: unit,
      buildingId: demo.buildingId,
      purchaseOrderNumber: order.number,
      receiptNumber,
      lines: [lineOf(quantity)],
    });
    const answers = await Promise.all([part('R-1', 4), part('R-1', 4), part('R-2', 3), part('R-1', 4)].map(confirm));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    // The same line of the same receipt, worded differently: the same fact.
    expect((await confirm({ ...part('R-1', 4), note: 'sent again' })).status).toBe(200);
    const seven = await order.until(({ lines }) => lines[0].quantityReceived === 7);
    expect([seven.state, await order.receiptLines()]).toMatchObject(['RECEIVING', [{}, {}]]);
    await confirm(part('R-3', 3));
    expect((await order.reaches('CLOSED')).exceptions).toEqual([]);
    await ledgerBecomes(unit, { AVAILABLE: 10 });
  });

  it('the same line of the same receipt with other content: kept, an exception, 409, and the first stands', async () => {
    const order = await announced('PO', unit, [{ quantity: 10 }], '-CONFLICT');
    const callbacks = await order.unload({ receiptNumber: 'R-1' });
    expect(callbacks.map(({ status }) => status)).toEqual([200, 409]);
    const conflict = await order.raises('RECEIPT_CONFLICT');
    expect(conflict).toMatchObject({ severity: 'high', lines: ['1'] });
    await ledgerBecomes(unit, { AVAILABLE: 10 });
  });

  it('over-receipt: recorded and in stock, never refused; an exception beyond the tolerance', async () => {
    const order = await announced('PO', unit, [{ quantity: 10 }], '-OVERSHIP');
    await order.unload();
    const closed = await order.reaches('CLOSED');
    expect([codes(closed), closed.lines[0].quantityOver]).toEqual([['OVER_RECEIPT'], 1]);
    await ledgerBecomes(unit, { AVAILABLE: 11 });

    const lenient = await ownUnit({ settings: { overReceiptTolerance: 0.1 } });
    const within = await announced('PO', lenient, [{ quantity: 10 }], '-OVERSHIP');
    await within.unload();
    const fine = await within.reaches('CLOSED');
    expect([codes(fine), fine.lines[0].quantityOver]).toEqual([[], 1]);
  });

  it.each(['ASN', 'RMA', 'PO'] as const)(
    'receipt for unknown %s: a blind receipt, stock on hold, matched when the document comes',
    async (kind) => {
      const document = inboundAt(unit, kind, numberOf(kind));
      const goods = { lines: [{ skuId: demo.skus[0], lineNumber: '1', quantity: 3, condition: 'AVAILABLE' }] };
      expect(await document.unload({ ...goods, buildingId: demo.buildingId, receiptNumber: 'R-9' })).toMatchObject([
        { status: 200 },
      ]);
      await ledgerBecomes(unit, { HOLD: 3 });
      expect((await client.get(document.path)).status).toBe(404);
      const created = await document.create([{ quantity: 5 }]);
      expect(created.body.data).toMatchObject({
        state: 'RECEIVING',
        lines: [{ quantityReceived: 3, quantityOpen: 2 }],
      });
      expect(created.body.data.exceptions).toMatchObject([{ code: 'BLIND_RECEIPT', resolution: 'the document came' }]);
      await ledgerBecomes(unit, { AVAILABLE: 3 });
      expect(await document.receiptLines()).toMatchObject([
        { receiptNumber: 'R-9', lineNumber: '1', quantityExpected: 5 },
      ]);
      // The warehouse says it again: it is known.
      await document.unload({ ...goods, buildingId: demo.buildingId, receiptNumber: 'R-9' });
      await new Promise((resolve) => setTimeout(resolve, 300));
      expect(await ledgerOf(unit)).toEqual({ AVAILABLE: 3 });
    },
  );

  it('receipt after PO cancelled/closed: recorded, exception RECEIVED_AFTER_CLOSE', async () => {
    for (const end of ['delete', 'close'] as const) {
      const order = await announced('PO', await ownUnit({}), [{ quantity: 5 }]);
      if (end === 'delete') await client.delete(order.path);
      else await client.post(`${order.path}/close`);
      await order.unload({ lines: [{ lineNumber: '1', quantity: 2 }] });
      expect(await order.raises('RECEIVED_AFTER_CLOSE')).toMatchObject({ severity: 'high', lines: ['1'] });
      const after = await order.read();
      expect([after.state, after.lines[0].quantityReceived]).toEqual([end === 'delete' ? 'CANCELLED' : 'CLOSED', 2]);
      await ledgerBecomes(order.unit, { AVAILABLE: 2 });
    }
  });

  it('RMA with other items: recorded, in quarantine, exception; conditions go to their disposition', async () => {
    const [, other = ''] = demo.skus;
    const goods = await announced('RMA', unit, [{ quantity: 6 }]);
    await goods.unload({
      receiptNumber: 'R-1',
      lines: [
        { lineNumber: '1', quantity: 2, condition: 'AVAILABLE' },
        { lineNumber: '1', quantity: 1, condition: 'DAMAGED' },
        { lineNumber: '1', quantity: 1 },
        { skuId: other, quantity: 4, condition: 'AVAILABLE' },
      ],
    });
    const received = await goods.reaches('RECEIVING');
    expect(received.exceptions).toMatchObject([{ code: 'UNEXPECTED_RETURN', lines: [other] }]);
    expect(received.lines).toMatchObject([{ quantityReceived: 4, quantityOpen: 2 }]);
    await ledgerBecomes(unit, { AVAILABLE: 2, DAMAGED: 1, QUARANTINE: 1 });
    await ledgerBecomes(unit, { QUARANTINE: 4 }, other);
    expect(await goods.receiptLines()).toHaveLength(4);
  });

  it('no RMA number: recorded, in quarantine, exception to the client', async () => {
    const receiptNumber = numberOf('R');
    const body = {
      businessUnitId: unit,
      receiptType: 'R',
      receiptNumber,
      lines: [{ skuId: demo.skus[0], quantityReceived: 2 }],
    };
    expect((await confirm(body)).status).toBe(200);
    await ledgerBecomes(unit, { QUARANTINE: 2 });
    const made = inboundAt(unit, 'RMA', `~${receiptNumber}`);
    expect(await made.raises('UNEXPECTED_RETURN')).toMatchObject({ lines: [demo.skus[0]] });
    expect(await made.receiptLines()).toMatchObject([{ receiptType: 'R', quantityExpected: 0, quantityReceived: 2 }]);
    const listed = (await client.get(`/exceptions?businessUnitId=${unit}`)).body.data;
    expect(listed).toMatchObject([{ code: 'UNEXPECTED_RETURN', documentNumber: made.number, href: made.path }]);
  });

  it('cancel PO with a receipt in flight: the physical fact wins', async () => {
    const order = await announced('PO', unit, [{ quantity: 5 }]);
    const receipt = {
      businessUnitId: unit,
      purchaseOrderNumber: order.number,
      receiptNumber: 'R-1',
      lines: [lineOf(2)],
    };
    // Kept first, cancelled then: whatever has been counted by then, the cancellation sees it.
    expect((await confirm(receipt)).status).toBe(200);
    const refused = await client.delete(order.path);
    expect([refused.status, refused.body.code]).toEqual([409, 'DOCUMENT_RECEIVED']);
    const both = await announced('PO', await ownUnit({}), [{ quantity: 5 }]);
    const race = { ...receipt, businessUnitId: both.unit, purchaseOrderNumber: both.number };
    const [cancel] = await Promise.all([client.delete(both.path), confirm(race)]);
    await ledgerBecomes(both.unit, { AVAILABLE: 2 });
    const after = await both.read();
    expect(after.lines[0].quantityReceived).toBe(2);
    const lost = [after.state, codes(after)];
    expect(lost).toEqual(cancel.status === 200 ? ['CANCELLED', ['RECEIVED_AFTER_CLOSE']] : ['RECEIVING', []]);
  });

  it('short, damaged and with serial numbers: each unit where it belongs', async () => {
    const order = await announced('ASN', unit, [{ quantity: 4 }]);
    const serialNumbers = ['S1', 'S2', 'S3'].map((serial) => serial + numberOf(''));
    await order.unload({
      complete: true,
      lines: [{ lineNumber: '1', quantity: 3, quantityDamaged: 1, serialNumbers }],
    });
    const closed = await order.reaches('CLOSED');
    expect(closed.exceptions).toMatchObject([{ code: 'SHORT_RECEIPT', lines: ['1'] }]);
    expect(closed.lines).toMatchObject([{ quantityReceived: 3, quantityDamaged: 1, quantityOpen: 1 }]);
    await ledgerBecomes(unit, { AVAILABLE: 2, DAMAGED: 1 });
    const again = await announced('ASN', unit, [{ quantity: 1 }]);
    await again.unload({ lines: [{ lineNumber: '1', quantity: 1, serialNumbers: [serialNumbers[0]] }] });
    expect(await again.raises('SERIALS_UNCLEAR')).toMatchObject({ lines: [demo.skus[0]] });
    await ledgerBecomes(unit, { AVAILABLE: 3, DAMAGED: 1 });
  });

  it('of another tenant’s unit is kept and answered like one of a unit that nobody knows', async () => {
    const answer = await confirm({ businessUnitId: 'NOBODY', receiptNumber: numberOf('R'), lines: [lineOf(1)] });
    expect([answer.status, answer.body.code, answer.headers.get('retry-after')]).toEqual([404, 'UNIT_UNKNOWN', '30']);
  });

  it('with more damaged than received is malformed', async () => {
    const body = { businessUnitId: unit, receiptNumber: 'R', lines: [lineOf(1, { quantityDamaged: 2 })] };
    expect((await confirm(body)).status).toBe(400);
  });
});

test('what is announced and has not come is expected stock', async () => {
  const order = await announced('PO', unit, [{ quantity: 5 }]);
  const db = openDatabase(demo.databaseUrl, 1);
  const place = { buildingId: demo.buildingId, skuId: demo.skus[0] };
  expect(await expectedBySku(db, unit, demo.skus)).toEqual([{ ...place, units: 5 }]);
  await client.put(order.path, documentOf('PO', order.number, [{ quantity: 8 }]));
  await order.unload({ lines: [{ lineNumber: '1', quantity: 2 }] });
  await order.reaches('RECEIVING');
  expect(await expectedBySku(db, unit, demo.skus)).toEqual([{ ...place, units: 6 }]);
  const figures = await client.get(`/business_units/${unit}/inventory/skus?skuId=${place.skuId}`);
  expect(figures.body.data).toMatchObject([{ quantityOnHand: 2, quantityExpected: 6 }]);
  await client.post(`${order.path}/close`);
  expect(await expectedBySku(db, unit, demo.skus)).toEqual([]);
  await db.close();
});
