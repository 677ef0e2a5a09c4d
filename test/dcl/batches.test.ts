import { accepted, change, client, codesOf, demo, heldOrder, LIVE, SANDBOX, send, submit } from './support';

const badLine = (quantity: unknown = 0) => [
  { line_number: 1, item_number: demo.skus[0], quantity: 1 },
  { line_number: 2, item_number: demo.skus[1], quantity },
];
const bad = () => heldOrder({ lines: badLine() });

describe('acceptance', () => {
  it('all good: all are accepted', async () => {
    const orders = [heldOrder(), heldOrder(), heldOrder()];
    const answer = await submit(orders);
    expect([answer.status, codesOf(answer)]).toEqual([201, [0, [0, 0, 0]]]);
    expect(answer.body.order_statuses.map((each: { order_number: string }) => each.order_number)).toEqual(
      orders.map((order) => order.order_number),
    );
    expect(await accepted(orders)).toHaveLength(3);
  });

  it('partial, some bad: the good ones are accepted', async () => {
    const orders = [heldOrder(), bad(), heldOrder()];
    const answer = await submit(orders, { partial: true });
    expect([answer.status, codesOf(answer)]).toEqual([201, [0, [0, 4, 0]]]);
    expect((await accepted(orders)).sort()).toEqual([orders[0], orders[2]].map((each) => each?.order_number).sort());
    expect(answer.body.order_statuses[1].error_message).toBe(
      `'quantity' must be bigger than 0 [Order index = 1; order_number = '${orders[1]?.order_number}'; Detail index = 1].`,
    );
  });

  it('partial, all bad: none is accepted, the batch is not rejected', async () => {
    const orders = [bad(), bad()];
    const answer = await submit(orders, { partial: true });
    expect([answer.status, codesOf(answer)]).toEqual([201, [0, [4, 4]]]);
    expect(await accepted(orders)).toEqual([]);
  });

  it.each([
    ['by its form', bad],
    ['by the store', () => heldOrder({ lines: [{ line_number: 1, item_number: 'NO-SUCH', quantity: 1 }] })],
  ])('not partial, one bad %s: it is mirrored, what follows is not judged, none is accepted', async (_how, second) => {
    const orders = [heldOrder(), second(), bad(), heldOrder()];
    const answer = await submit(orders);
    const [, [, code]] = codesOf(answer);
    expect([answer.status, codesOf(answer)]).toEqual([400, [code, [0, code]]]);
    expect(answer.body.error_message).toBe(answer.body.order_statuses[1].error_message);
    expect(await accepted(orders)).toEqual([]);
  });

  it('not partial: the first bad one counts, whether its form or the store says so', async () => {
    const orders = [heldOrder({ lines: [{ line_number: 1, item_number: 'NO-SUCH', quantity: 1 }] }), bad()];
    expect(codesOf(await submit(orders))).toEqual([8, [8]]);
  });

  it.each<[string, unknown, number]>([
    ['no orders', { allow_partial: true, orders: [] }, 2],
    ['orders left out', { allow_partial: true }, 2],
    ['1,001 orders', { allow_partial: true, orders: Array.from({ length: 1001 }, () => ({})) }, 2],
    ['an unknown location', { allow_partial: true, location: 'NOWHERE', orders: [{}] }, 10],
    ['allow_partial left out', { orders: [{}] }, 3],
    ['allow_partial as text', { allow_partial: 'yes', orders: [{}] }, 4],
    ['a list', [{}], 1],
    ['broken JSON', '{"allow_partial": tr', 1],
  ])('%s: the batch is rejected', async (_name, body, code) => {
    const answer = await send('POST', `${LIVE}/batches`, body);
    expect([answer.status, codesOf(answer)]).toEqual([400, [code, []]]);
  });
});

describe('what is wrong with one order', () => {
  const codeOf = async (members: Record<string, unknown>) => {
    const { body } = await submit([heldOrder(members)], { partial: true });
    return [body.order_statuses[0].error_code, body.order_statuses[0].error_message];
  };

  it.each<[string, Record<string, unknown>, number, string]>([
    ['an unknown account', { account_number: '999' }, 6, `'account_number' is not known [Order index = 0; `],
    ['a missing member', { freight_account: undefined }, 3, `'freight_account' is required [Order index = 0; `],
    ['a text too long', { customer_number: 'x'.repeat(26) }, 5, `'customer_number' is longer than 25 characters [`],
    ['no address', { shipping_address: {} }, 3, `'shipping_address.address1' is required [`],
    ['a value of no list', { system_id: 'Q' }, 4, `'system_id' has a value that is not known [`],
  ])('%s', async (_name, members, code, text) => {
    expect(await codeOf(members)).toEqual([code, expect.stringContaining(text)]);
  });

  it('an item that is not set up, by the index of its line', async () => {
    const lines = [
      { line_number: 1, item_number: demo.skus[0], quantity: 1 },
      { line_number: 2, item_number: 'NO-SUCH', quantity: 1 },
    ];
    expect(await codeOf({ lines })).toEqual([
      8,
      expect.stringMatching(/^'item_number' is not set up .*; Detail index = 1]\.$/),
    ]);
  });
});

describe('a number', () => {
  it('is given once in a batch, once per account, and not again after a cancellation', async () => {
    const order = heldOrder();
    expect(codesOf(await submit([order, { ...order }], { partial: true }))).toEqual([0, [0, 7]]);
    const again = await submit([order], { partial: true });
    expect(codesOf(again)).toEqual([0, [7]]);
    expect(again.body.order_statuses[0].error_message).toContain('was accepted before, with the same content');
    const other = await submit([{ ...order, po_number: 'OTHER' }]);
    expect([other.status, codesOf(other)]).toEqual([400, [7, [7]]]);
    expect(other.body.error_message).toContain('is taken by another order');
    expect(await change('cancel', order.order_number)).toEqual([200, 0, '']);
    expect(codesOf(await submit([order], { partial: true }))).toEqual([0, [7]]);
  });

  it('of another account is another order', async () => {
    const order = heldOrder();
    const { body } = await client.get(`/business_units/${demo.b2bBusinessUnitId}/sales_orders?limit=1`);
    expect(body.data).toBeDefined();
    expect(codesOf(await submit([order, { ...order, account_number: '10002' }]))).toEqual([0, [0, 0]]);
  });
});

describe('a repeat after a time-out', () => {
  it('takes what is missing, once, whether the first try had been done or not', async () => {
    const orders = [heldOrder(), heldOrder(), heldOrder(), heldOrder()];
    await submit(orders.slice(0, 2));
    expect(await accepted(orders)).toHaveLength(2);
    expect(codesOf(await submit(orders, { partial: true }))).toEqual([0, [7, 7, 0, 0]]);
    expect(await accepted(orders)).toHaveLength(4);
  });

  it('that overtakes the first try: each order is accepted by exactly one of them', async () => {
    const orders = Array.from({ length: 40 }, () => heldOrder());
    const answers = await Promise.all([1, 2, 3].map(() => submit(orders, { partial: true })));
    const statuses = answers.map((answer) => codesOf(answer)[1]);
    for (const at of orders.keys()) {
      expect(statuses.map((codes) => codes[at]).sort()).toEqual([0, 7, 7]);
    }
    const whole = Array.from({ length: 40 }, () => heldOrder());
    const results = await Promise.all([1, 2, 3].map(() => submit(whole)));
    expect(results.map(({ status }) => status).sort()).toEqual([201, 400, 400]);
    expect(await accepted(whole)).toHaveLength(40);
  });
});

describe('an accepted order', () => {
  it('is a sales order like any other', async () => {
    const order = heldOrder({ po_number: 'PO-77', order_subtotal: 5 });
    await submit([order], { location: demo.buildingId });
    const { body } = await client.get(`/business_units/${demo.businessUnitId}/sales_orders/${order.order_number}`);
    expect(body.data).toMatchObject({
      customerOrderNumber: order.order_number,
      status: 'ON_HOLD',
      holds: [{ code: 'CLIENT_HOLD', owner: 'client' }],
      buyerOrderNumber: 'PO-77',
      buildingId: demo.buildingId,
      shipTo: { name: 'Larkspur Optics', country: 'US' },
      orderLines: [{ customerLineNumber: '1', quantity: 2 }],
    });
  });
});

describe('the sandbox', () => {
  it('judges like the live call and keeps nothing', async () => {
    const known = heldOrder();
    await submit([known]);
    const orders = [heldOrder(), bad(), known];
    const answer = await submit(orders, { partial: true, base: SANDBOX });
    expect([answer.status, codesOf(answer)]).toEqual([201, [0, [0, 4, 7]]]);
    expect(await accepted(orders)).toEqual([known.order_number]);
    expect((await submit([heldOrder(), bad()], { base: SANDBOX })).status).toBe(400);
  });
});
