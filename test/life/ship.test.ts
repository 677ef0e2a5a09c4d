import { client, demo, lines, openCodes, parcelOf, startLife, type Life } from './support';

describe('a ship confirmation', () => {
  it('that comes twice counts once', async () => {
    const life = await startLife({}, { suffix: '-DUPSHIP' });
    await life.reaches('SHIPPED');
    const confirmed = await confirmations(life, 2);
    expect(confirmed).toEqual([200, 200]);
    expect((await life.types()).filter((type) => type === 'shipped')).toHaveLength(1);
    const { exceptions, orderLines } = await life.read();
    expect([exceptions, orderLines[0].quantityShipped]).toEqual([[], 2]);
  });

  it('of the same shipment with other content is kept apart, and the sender is told', async () => {
    const life = await startLife({}, { suffix: '-CONFLICT' });
    await life.raises('SHIPMENT_CONFLICT');
    expect(await confirmations(life, 2)).toEqual([200, 409]);
    expect(await life.read()).toMatchObject({ status: 'SHIPPED', orderLines: [{ quantityShipped: 2 }] });
    expect(await life.shipments()).toHaveLength(1);
  });

  it('in parts completes the order with the last part, in whatever order they come', async () => {
    const life = await startLife({ orderLines: lines(3) }, { suffix: '-PARTS' });
    await life.reaches('PARTIALLY_SHIPPED');
    const shipped = await life.reaches('SHIPPED');
    expect([shipped.orderLines[0].quantityShipped, openCodes(shipped)]).toEqual([3, []]);
    expect((await life.shipments()).map(({ shipmentId }) => shipmentId).sort()).toEqual(
      [1, 2, 3].map((n) => `${life.salesOrderNumber}-S${n}`),
    );
  });

  it('that comes before the acknowledgement is taken as it is', async () => {
    const life = await startLife({}, { suffix: '-SHIPFIRST' });
    const shipped = await life.reaches('SHIPPED');
    expect([shipped.exceptions, await life.types()]).toEqual([[], expect.not.arrayContaining(['acknowledged'])]);
  });

  it('after a rejection is true all the same, and the contradiction is shown', async () => {
    const life = await startLife({}, { suffix: '-REJECTTHENSHIP' });
    const shipped = await life.reaches('SHIPPED');
    expect([openCodes(shipped), shipped.holds]).toEqual([['ACK_CONTRADICTED'], []]);
    expect(await life.types()).toEqual(expect.arrayContaining(['rejected', 'shipped']));
  });

  it('after a completed cancellation is recorded without reopening the order', async () => {
    const life = await startLife({}, { suffix: '-NOSHIP' });
    await life.reaches('ACKNOWLEDGED');
    await client.delete(life.path);
    await life.reaches('CANCELLED');
    const [told] = await life.deed('ship', parcelOf(2, { orderComplete: true }));
    expect(told.status).toBe(200);
    await life.raises('SHIPPED_AFTER_CANCEL');
    const order = await life.read();
    expect(order).toMatchObject({
      status: 'CANCELLED',
      orderLines: [{ quantityShipped: 2, quantityCancelled: 0 }],
      allowedActions: ['correct_shipment', 'resolve_exception'],
    });
    expect(await life.types()).toEqual(expect.arrayContaining(['cancelled', 'shipment_recorded']));
  });

  it('of goods that are on no line is recorded, and a person is told', async () => {
    const life = await startLife({}, { suffix: '-NOSHIP' });
    await life.reaches('ACKNOWLEDGED');
    const stray = { customerLineNumber: '9', quantity: 1, skuId: demo.skus[1] };
    await life.deed('ship', { lines: [stray, { customerLineNumber: '1', quantity: 2 }] });
    const shipped = await life.reaches('SHIPPED');
    expect(shipped.exceptions).toMatchObject([{ code: 'UNKNOWN_LINE_SHIPPED', lines: [demo.skus[1]] }]);
    expect(shipped.orderLines).toMatchObject([{ customerLineNumber: '1', quantityShipped: 2 }]);
  });
});

describe('scans of a carrier', () => {
  it('enter the timeline of a shipped order in whatever order they come', async () => {
    const life = await startLife({}, { suffix: '-TRACKMIXED' });
    const { sequence } = await life.reaches('SHIPPED');
    await life.until((order) => order.sequence === sequence + 3);
    const scans = (await life.events()).slice(sequence).map(({ actor, data }) => [actor, data.code, data.late]);
    expect(scans).toEqual([
      ['carrier', 'DELIVERED', false],
      ['carrier', 'IN_TRANSIT', true],
      ['carrier', 'PICKED_UP', true],
    ]);
    expect(await life.read()).toMatchObject({ status: 'SHIPPED', exceptions: [] });
  });
});

/** Answers that the warehouse got to its first so many ship confirmations. */
async function confirmations(life: Life, count: number): Promise<number[]> {
  for (let left = 100; ; left -= 1) {
    const sent = (await life.books()).callbacks.filter(({ path }) => path === '/shipConfirmation');
    if (sent.length >= count || left === 0) return sent.map(({ lastStatus }) => lastStatus);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
