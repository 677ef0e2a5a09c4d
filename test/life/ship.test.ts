import { demo, startLife } from './support';

describe('a ship confirmation', () => {
  it('that comes before the acknowledgement is taken as it is', async () => {
    const life = await startLife({}, { suffix: '-SHIPFIRST' });
    const shipped = await life.reaches('SHIPPED');
    expect([shipped.exceptions, await life.types()]).toEqual([[], expect.not.arrayContaining(['acknowledged'])]);
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
