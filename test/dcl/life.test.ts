import { lifeOf, parcelOf } from '../life/support';
import { change, demo, find, heldOrder, newNumber, orderLike, reaches, SANDBOX, send, submit } from './support';

/** Posts one order and answers its number. */
async function post(members: Record<string, unknown> = {}, suffix = ''): Promise<string> {
  const order = orderLike({ order_number: newNumber(suffix), ...members });
  expect((await submit([order])).status).toBe(201);
  return order.order_number;
}
const warehouse = (number: string) => lifeOf(demo.businessUnitId, number);

describe('stages through a life', () => {
  it('received and held, let go, shipped: with what left, and in which carton', async () => {
    const number = await post({ order_status: 0, ordered_date: '2026-03-04', lines: [
      { line_number: 7, item_number: demo.skus[0], quantity: 2, description: 'Lamp' },
    ] }); // prettier-ignore
    expect(await reaches(number, 10)).toMatchObject({
      order_status: 0,
      stage_description: 'Order Received',
      shipments: [],
    });
    expect(await change('release', number)).toEqual([200, 0, '']);
    expect(await reaches(number, 60)).toMatchObject({
      order_status: 1,
      stage_description: 'Fully Shipped',
      is_cancelled: false,
      is_back_order: false,
      lines: [{ line_number: 7, quantity: 2, voided: false, description: 'Lamp' }],
      shipments: [
        {
          shipping_address: { company: 'Larkspur Optics', country: 'US' },
          packages: [
            {
              carton_id: expect.any(String),
              tracking_number: expect.any(String),
              shipped_items: [{ item_number: demo.skus[0], quantity: 2, description: 'Lamp' }],
            },
          ],
        },
      ],
    });
    const today = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
    expect(await find(`order_numbers=${number}&status=shipped&shipped_from=${today}&fields=order_stage`)).toEqual([
      { order_stage: 60 },
    ]);
  });

  it('picked, shipped in part', async () => {
    const number = await post({}, '-PICKONLY');
    await reaches(number, 20);
    await warehouse(number).deed('ship', parcelOf(1));
    expect(await reaches(number, 50)).toMatchObject({ lines: [{ quantity: 1 }] });
    expect(await change('cancel', number)).toEqual([400, 12, expect.stringContaining('stage 50, Partially Shipped')]);
  });

  it('shorter than ordered, and done: closed short', async () => {
    const number = await post({}, '-SHORT');
    expect(await reaches(number, 62)).toMatchObject({ lines: [{ quantity: 1 }], is_cancelled: false });
  });

  it('an address to be looked at', async () => {
    const shipping_address = { ...orderLike().shipping_address, postal_code: '1' };
    const number = await post({ shipping_address });
    expect(await reaches(number, 4)).toMatchObject({ stage_description: 'AV Required', order_status: 0 });
    expect(await change('release', number)).toEqual([400, 12, expect.stringContaining('ADDRESS_REVIEW')]);
    expect(await change('cancel', number)).toEqual([200, 0, '']);
    await reaches(number, 2);
  });

  it('rush goes as fast as any', async () => {
    expect(await reaches(await post({ order_status: 2 }), 60)).toMatchObject({ order_status: 2 });
  });
});

describe('a change', () => {
  it('holds and lets go, as often as it is sent', async () => {
    const number = await post({
      lines: [{ line_number: 1, item_number: demo.skus[0], quantity: 1, do_not_ship_before: '2099-01-01' }],
    });
    for (let times = 0; times < 2; times += 1) expect(await change('hold', number)).toEqual([200, 0, '']);
    expect(await find(`order_numbers=${number}&fields=order_status`)).toEqual([{ order_status: 0 }]);
    for (let times = 0; times < 2; times += 1) expect(await change('release', number)).toEqual([200, 0, '']);
    expect(await find(`order_numbers=${number}&fields=order_status,order_stage`)).toEqual([
      { order_status: 1, order_stage: 10 },
    ]);
  });

  it('cancels at once before the release, and again', async () => {
    const number = await post({ order_status: 0 });
    for (let times = 0; times < 2; times += 1) expect(await change('cancel', number)).toEqual([200, 0, '']);
    const [order] = await find(`order_numbers=${number}`);
    expect(order).toMatchObject({ order_stage: 2, is_cancelled: true, lines: [{ quantity: 0, voided: true }] });
    for (const deed of ['hold', 'release']) {
      expect(await change(deed, number)).toEqual([400, 12, expect.stringContaining('stage 2, Order Cancelled')]);
    }
  });

  it('asks the warehouse for an order that it has, and tells what it said', async () => {
    const given = await post({}, '-NOSHIP');
    const kept = await post({}, '-NORECALL');
    for (const number of [given, kept]) await warehouse(number).reaches('ACKNOWLEDGED');
    expect(await change('hold', given)).toEqual([400, 12, expect.any(String)]);
    expect(await change('release', given)).toEqual([200, 0, '']);
    expect(await change('cancel', given)).toEqual([200, 0, '']);
    await reaches(given, 2);
    expect(await change('cancel', kept)).toEqual([400, 12, expect.stringContaining('was not given back')]);
  });

  it('right after the answer to a batch whose orders have no workflow yet', async () => {
    const far = {
      lines: [{ line_number: 1, item_number: demo.skus[0], quantity: 1, do_not_ship_before: '2099-01-01' }],
    };
    const batch = Array.from({ length: 60 }, (_, at) => orderLike({ order_number: newNumber(`-${at}-NOSHIP`) }));
    const [waiting, gone, held] = [orderLike(far), orderLike(far), heldOrder()];
    expect((await submit([...batch, waiting, gone, held])).status).toBe(201);
    const asked = batch.slice(-5).map(({ order_number: number }) => number);
    const answers = await Promise.all([
      change('hold', waiting.order_number),
      change('cancel', gone.order_number),
      change('cancel', held.order_number),
      ...asked.map((number) => change('cancel', number)),
    ]);
    expect(answers.map(([status, code]) => [status, code])).toEqual(answers.map(() => [200, 0]));
    for (const number of [gone.order_number, held.order_number, ...asked]) await reaches(number, 2);
    expect(await find(`order_numbers=${waiting.order_number}&fields=order_status,order_stage`)).toEqual([
      { order_status: 0, order_stage: 10 },
    ]);
    const first = warehouse(batch[0]?.order_number ?? '');
    await first.reaches('ACKNOWLEDGED');
    expect((await first.types()).filter((type) => type === 'released')).toHaveLength(1);
  });

  it('comes too late for what is being picked', async () => {
    const number = await post({}, '-PICKONLY');
    await reaches(number, 20);
    for (const deed of ['cancel', 'hold']) {
      expect(await change(deed, number)).toEqual([400, 12, expect.stringContaining('stage 20, Pick List Printed')]);
    }
  });

  it.each(['cancel', 'hold', 'release'])('%s of an order that nobody knows', async (deed) => {
    expect(await change(deed, newNumber())).toEqual([400, 11, `'order_number' is not known.`]);
  });

  it('in the sandbox is only judged', async () => {
    const number = await post({ order_status: 0 });
    for (const deed of ['hold', 'release', 'cancel']) expect(await change(deed, number, SANDBOX)).toEqual([200, 0, '']);
    expect(await find(`order_numbers=${number}&fields=order_status,order_stage`)).toEqual([
      { order_status: 0, order_stage: 10 },
    ]);
    expect(await change('cancel', newNumber(), SANDBOX)).toEqual([400, 11, expect.any(String)]);
  });

  it('of a held trade order: letting it go releases it', async () => {
    const order = heldOrder({ account_number: '10002' });
    await submit([order]);
    const reference = { account_number: '10002', order_number: order.order_number };
    expect((await send('PUT', '/api/v1/orders/release', reference)).body.error_code).toBe(0);
    await lifeOf(demo.b2bBusinessUnitId, order.order_number).reaches('SHIPPED');
  });
});
