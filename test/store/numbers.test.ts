import { reserveSalesOrderNumbers } from '../../src/store/orders/insert';
import { moveNumbersAhead } from '../../src/store/orders/numbers';
import { openTestDatabase } from './support/fixtures';

describe('sales order numbers', () => {
  let opened: Awaited<ReturnType<typeof openTestDatabase>>;
  beforeAll(async () => {
    opened = await openTestDatabase();
  });
  afterAll(() => opened.close());
  const nextOne = async () => (await reserveSalesOrderNumbers(opened.db, 1))[0];

  test('are moved ahead of what sequence and others know, never back', async () => {
    const { db } = opened;
    await reserveSalesOrderNumbers(db, 7);
    expect(await moveNumbersAhead(db, { margin: 100, used: [] })).toEqual({ highest: 7, next: 108 });
    expect(await nextOne()).toBe('SO0000000108');
    const used = ['SO0000005000', 'SO0000000003', 'something else', ''];
    expect(await moveNumbersAhead(db, { margin: 10, used })).toEqual({ highest: 5000, next: 5011 });
    expect(await moveNumbersAhead(db, { margin: 10, used: ['SO0000000001'] })).toEqual({ highest: 5010, next: 5021 });
    expect(await nextOne()).toBe('SO0000005021');
    await expect(moveNumbersAhead(db, { margin: 1, used: ['SO9999999999'] })).rejects.toThrow('Ten digits');
    expect(await nextOne()).toBe('SO0000005022');
  });
});
