import { randomBytes } from 'node:crypto';
import { accepted, client, demo, find, heldOrder, newNumber, orderLike, submit } from './support';

const customer = `C${randomBytes(5).toString('hex')}`;
/** Orders of one batch are listed by their numbers: they came at the same moment. */
const number = newNumber();
const mine = `customer_number eq ${customer}`;
const orders = [
  heldOrder({ order_number: `${number}-A`, customer_number: customer, po_number: 'A' }),
  heldOrder({ order_number: `${number}-B`, customer_number: customer, po_number: 'B', shipping_carrier: 'FEDEX' }),
  orderLike({
    order_number: `${number}-C`,
    customer_number: customer,
    po_number: 'C',
    order_status: 2,
    shipping_address: { ...orderLike().shipping_address, postal_code: '1' },
  }),
];
const numbers = orders.map((order) => order.order_number);

beforeAll(async () => {
  await submit(orders, { location: demo.buildingId });
});

const query = (members: Record<string, string>) => new URLSearchParams({ filter: mine, ...members }).toString();
const numbersOf = (found: { order_number: string }[]) => found.map((order) => order.order_number);
const found = async (members: Record<string, string>) => numbersOf(await find(query(members)));

describe('finding orders', () => {
  it('by numbers, whichever way they came', async () => {
    const other = newNumber();
    await client.post(`/business_units/${demo.businessUnitId}/sales_orders`, {
      customerOrderNumber: other,
      shipTo: { name: 'Ada Byrne', address1: '4 Quay Road', city: 'Leeds', country: 'GB', postalCode: 'LS1 4AB' },
      orderDropDate: '2099-01-01',
      orderLines: [{ customerLineNumber: 'one', skuId: demo.skus[0], quantity: 2 }],
    });
    const [shown] = await find(`order_numbers=${other},,`);
    expect(shown).toMatchObject({
      order_number: other,
      account_number: demo.accountNumber,
      shipping_address: { company: 'Ada Byrne', country: 'GB' },
      lines: [{ line_number: 1, item_number: demo.skus[0], quantity: 0 }],
      order_status: 1,
      order_stage: 10,
    });
    expect(await accepted(orders)).toEqual(numbers);
  });

  it.each<[Record<string, string>, number[]]>([
    [{}, [0, 1, 2]],
    [{ status: 'open' }, [0, 1, 2]],
    [{ status: 'on_hold' }, [0, 1, 2]],
    [{ status: 'shipped' }, []],
    [{ status: 'cancelled' }, []],
    [{ status: 'back_order' }, []],
    [{ filter: `${mine}, order_stage eq 10` }, [0, 1]],
    [{ filter: `${mine}, order_stage neq 10` }, [2]],
    [{ filter: `${mine}, order_stage lt 10,order_stage ge 4` }, [2]],
    [{ filter: `${mine},order_status eq 0` }, [0, 1, 2]],
    [{ filter: `${mine},shipping_carrier eq FEDEX` }, [1]],
    [{ filter: `${mine},po_number gt A` }, [1, 2]],
    [{ filter: `${mine},po_number gt A,po_number lt 'C'` }, [1]],
    [{ filter: `${mine},is_cancelled eq true` }, []],
    [{ filter: `${mine},location neq ${demo.buildingId}` }, []],
    [{ page: '1', page_size: '2' }, [0, 1]],
    [{ page: '2', page_size: '2' }, [2]],
    [{ page: '3', page_size: '2' }, []],
    [{ received_to: '2020-01-01' }, []],
    [{ received_from: '2020-01-01', received_to: '2199-01-01' }, [0, 1, 2]],
    [{ shipped_from: '2020-01-01' }, []],
    [{ modified_from: '2199-01-01T00:00:00' }, []],
  ])('by %j', async (members, expected) => {
    expect(await found(members)).toEqual(expected.map((at) => numbers[at]));
  });

  it('by time without a zone on the Pacific clock, with a zone by that', async () => {
    const hour = 3_600_000;
    const pacific = new Intl.DateTimeFormat('sv-SE', {
      timeZone: 'America/Los_Angeles',
      dateStyle: 'short',
      timeStyle: 'medium',
    });
    const local = (at: number) => pacific.format(at).replace(' ', 'T');
    expect(await found({ received_from: local(Date.now() - hour) })).toEqual(numbers);
    expect(await found({ received_from: local(Date.now() + hour) })).toEqual([]);
    expect(await found({ received_from: new Date(Date.now() - hour).toISOString() })).toEqual(numbers);
    expect(await found({ received_from: new Date(Date.now() + hour).toISOString() })).toEqual([]);
  });

  it('that have changed: the last `modified_at` is where to go on', async () => {
    const seen = await find(query({ modified_from: new Date(Date.now() - 600_000).toISOString() }));
    expect(numbersOf(seen)).toEqual(numbers);
    const last = seen
      .map((order) => order.modified_at)
      .sort()
      .at(-1);
    expect(numbersOf(await find(query({ modified_from: last })))).not.toEqual([]);
  });

  it('with some members only, and with the time of day', async () => {
    const [shown] = await find(query({ fields: 'order_number, received_date', extended_date: 'true' }));
    expect(shown).toEqual({
      order_number: numbers[0],
      received_date: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d-0[78]:00$/),
    });
    const [plain] = await find(query({ fields: 'received_date' }));
    expect(plain).toEqual({ received_date: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) });
  });
});
