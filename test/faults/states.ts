import type { AnyJson } from '../harness/client';
import type { Door } from './support';

/** One order in a state it can be left in, and what brings it to its end from there. */
export interface Standing {
  number: string;
  unit: string;
  /** The salesOrderNumber, which the freight desk's calls take. */
  sales: string;
  finish(): Promise<unknown>;
  /** Its end, and how many drops the warehouse has had of it. */
  end: { status: string; attempts: number };
}

const quoteRequest = (buildingId: string) => ({
  origin: { facilityId: buildingId, countryCode: 'GB', postalCode: 'E16 2QU', address1: '1 Dock Road' },
  destination: { name: 'Northside Records', countryCode: 'GB', locality: 'York', postalCode: 'YO1 9AA' },
  containers: [{ height: 48, width: 40, length: 48, weight: 310, stackable: false, quantity: '2', type: 'Pallet' }],
  shipmentType: 'LTL',
  weightUom: 'LB',
  lengthUom: 'IN',
});

/** Steps on orders of a sandbox whose warehouse does nothing by itself. */
export function steps(door: Door) {
  const { client, demo } = door;

  async function newOrder(unit = demo.businessUnitId, members: object = {}): Promise<Standing> {
    const number = await door.create('', members, unit);
    const sales = (await door.read(number, unit)).salesOrderNumber as string;
    const standing = { number, unit, sales, end: { status: 'SHIPPED', attempts: 1 } };
    return { ...standing, finish: () => shipAll({ number, unit }) };
  }
  type Key = Pick<Standing, 'number' | 'unit'>;
  const reach = ({ number, unit }: Key, settled: (order: AnyJson) => boolean) =>
    door.until(number, settled, 40_000, unit);
  const reaches = (order: Key, status: string) => reach(order, (seen) => seen.status === status);
  const deed = ({ number, unit }: Key, name: string, body: object = {}) =>
    door.sandbox('POST', `/orders/${unit}/${number}/${name}?wait=20000`, body);
  const sent = (order: Key) => reach(order, ({ wms }) => wms.state === 'sent');
  const call = async (method: 'post' | 'delete', path: string, data?: unknown): Promise<AnyJson> => {
    const answer = method === 'post' ? await client.post(path, data) : await client.delete(path);
    if (answer.status > 202) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body.data;
  };
  const path = ({ number, unit }: Key): string => door.path(number, unit);
  const freight = ({ sales }: Standing, name: string): string =>
    `/organizations/${demo.orgId}/sales_orders/${sales}/${name}`;

  /** The warehouse acknowledges what it has not yet and ships what is left. */
  async function shipAll(order: Key): Promise<void> {
    await reach(order, ({ wms }) => wms.state === 'sent' || wms.state === 'accepted');
    if ((await door.read(order.number, order.unit)).wms.state === 'sent') await deed(order, 'acknowledge');
    await deed(order, 'ship');
  }
  async function acknowledged(unit?: string): Promise<Standing> {
    const order = await newOrder(unit);
    await sent(order);
    await deed(order, 'acknowledge');
    await reaches(order, 'ACKNOWLEDGED');
    return order;
  }
  const quoteOf = async (order: Standing): Promise<string> =>
    (await call('post', freight(order, 'tms_quote'), quoteRequest(demo.buildingId))).quotes[0].quoteId;

  return { newOrder, reach, reaches, deed, sent, call, path, freight, shipAll, acknowledged, quoteOf };
}
export type Steps = ReturnType<typeof steps>;

/** An order in every state that stays as it is while nobody does anything; the warehouse has to be manual. */
export function standings({ newOrder, reaches, deed, sent, call, path, freight, shipAll, ...to }: Steps, b2b: string) {
  return {
    created: async (): Promise<Standing> => {
      const order = await newOrder(b2b);
      return { ...order, finish: () => call('post', `${path(order)}/release`).then(() => shipAll(order)) };
    },
    quoted: async (): Promise<Standing> => {
      const order = await newOrder(b2b);
      const quoteId = await to.quoteOf(order);
      const approve = () => call('post', freight(order, 'approve_quote'), { quoteId });
      return { ...order, finish: () => approve().then(() => shipAll(order)) };
    },
    booked: async (): Promise<Standing> => {
      const order = await newOrder(b2b);
      await call('post', freight(order, 'tms_shipment'), { quoteId: await to.quoteOf(order) });
      await reaches(order, 'BOOKED');
      return { ...order, finish: () => call('post', `${path(order)}/release`).then(() => shipAll(order)) };
    },
    held: async (): Promise<Standing> => {
      const order = await newOrder(undefined, { orderDropDate: '2099-01-01' });
      const lift = () => call('delete', `${path(order)}/holds/ORDER_DROP_DATE`);
      return { ...order, finish: () => lift().then(() => shipAll(order)) };
    },
    released: async (): Promise<Standing> => {
      const order = await newOrder();
      await sent(order);
      return order;
    },
    rejected: async (): Promise<Standing> => {
      const order = await newOrder();
      await sent(order);
      await deed(order, 'reject', { message: 'no room' });
      await reaches(order, 'ON_HOLD');
      const again = () => call('post', `${path(order)}/release`);
      return {
        ...order,
        end: { status: 'SHIPPED', attempts: 2 },
        finish: () => again().then(() => shipAll(order)),
      };
    },
    acknowledged: () => to.acknowledged(),
    picking: async (): Promise<Standing> => {
      const order = await to.acknowledged();
      await deed(order, 'pick');
      await reaches(order, 'IN_WAREHOUSE');
      return order;
    },
    'shipped in part': async (): Promise<Standing> => {
      const order = await to.acknowledged();
      await deed(order, 'ship', { lines: [{ customerLineNumber: '1', quantity: 1 }], orderComplete: false });
      await reaches(order, 'PARTIALLY_SHIPPED');
      return order;
    },
    'to be cancelled': async (): Promise<Standing> => {
      const order = await to.acknowledged();
      await call('delete', path(order));
      await to.reach(order, ({ waiting }) => /has not answered/.test(waiting?.reason));
      const answer = () => deed(order, 'answer_recall', { accepted: true });
      return { ...order, end: { status: 'CANCELLED', attempts: 1 }, finish: answer };
    },
  };
}
