import { demo, LIVE, newNumber, SANDBOX, send } from './support';

const items = async (query: string) => (await send('GET', `${LIVE}/items?${query}`)).body.items;

describe('items', () => {
  it('are shown with figures that add up', async () => {
    const [item, ...others] = await items(`item_numbers=${demo.skus[0]}`);
    expect(others).toEqual([]);
    expect(item.item_number).toBe(demo.skus[0]);
    expect(item.on_hand).toBeGreaterThan(1_000_000);
    expect(item.available).toBe(item.on_hand - item.on_hold - item.committed - item.in_process);
    expect(item.net_available).toBe(item.available - item.on_demand);
  });

  it('come page by page, with some members only', async () => {
    const all = await items(`item_numbers=${demo.skus.join(',')}&fields=item_number`);
    expect(all).toEqual([...demo.skus].sort().map((item_number) => ({ item_number })));
    expect(await items(`item_numbers=${demo.skus.join(',')}&page=2&page_size=3&fields=item_number`)).toEqual(
      all.slice(3),
    );
    expect(await items('inventory_type=OTHER')).toEqual([]);
    expect(await items('item_numbers=NO-SUCH')).toEqual([]);
  });
});

describe('a notice of coming goods', () => {
  const notice = (members: Record<string, unknown> = {}) => ({
    account_number: demo.accountNumber,
    location: demo.buildingId,
    reference_transaction_number: newNumber(),
    reference_order_number: 'PO-9',
    order_date: '2026-03-04',
    expected_delivery_date: '2026-03-20',
    lines: [{ line_number: 1, item_number: demo.skus[4], quantity: 40 }],
    ...members,
  });
  const post = (body: unknown, base = LIVE) => send('POST', `${base}/po_notifications`, body);

  it('has a number, the same for the same notice; its units show with the item', async () => {
    const before = (await items(`item_numbers=${demo.skus[4]}`))[0].open_po;
    const sent = notice();
    const first = await post(sent);
    expect([first.status, first.body]).toEqual([
      201,
      { error_code: 0, error_message: '', dcl_po_number: expect.any(Number) },
    ]);
    expect((await post(sent)).body).toEqual(first.body);
    const other = await post({ ...sent, reference_order_number: 'PO-10' });
    expect([other.status, other.body.error_code]).toEqual([400, 7]);
    expect((await items(`item_numbers=${demo.skus[4]}`))[0].open_po).toBe(before + 40);
    expect((await post(notice())).body.dcl_po_number).not.toBe(first.body.dcl_po_number);
  });

  it.each<[Record<string, unknown>, number, string]>([
    [{ location: 'XX' }, 10, `'location' does not serve the account.`],
    [{ account_number: '999' }, 6, `'account_number' is not known.`],
    [{ order_date: undefined }, 3, `'order_date' is required.`],
    [{ expected_delivery_date: 'soon' }, 4, `'expected_delivery_date' must be a date, YYYY-MM-DD.`],
    [
      { lines: [{ line_number: 1, item_number: 'NO-SUCH', quantity: 1 }] },
      8,
      `'item_number' is not set up [Detail index = 0].`,
    ],
    [{ lines: [] }, 3, `'lines' is required.`],
  ])('%j is refused', async (members, code, text) => {
    const { status, body } = await post(notice(members));
    expect([status, body.error_code, body.error_message]).toEqual([400, code, text]);
  });

  it('in the sandbox is only judged', async () => {
    const sent = notice();
    expect((await post(sent, SANDBOX)).body).toMatchObject({ error_code: 0, dcl_po_number: 0 });
    expect((await post(sent)).body.dcl_po_number).toBeGreaterThan(0);
  });
});
