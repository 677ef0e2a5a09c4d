import { randomUUID } from 'node:crypto';
import type { RunningApi } from '../../src/api/server';
import type { Answer, ApiClient } from '../harness/client';
import { quoteRequest } from '../life/freightOrder';
import { ownApi } from './ownApi';
import { api } from './support';
import { openTms } from './tmsStandIn';

const { orderLike } = api();
/** Longer than the API waits, shorter than a test. */
const SLOW = { delayMs: 1500 };

let tms: Awaited<ReturnType<typeof openTms>>;
let running: RunningApi;
let own: ApiClient;
beforeAll(async () => {
  tms = await openTms();
  ({ running, own } = await ownApi({ OUTCOME_WAIT_MS: '500' }, tms.id));
});
afterAll(async () => {
  await running.stop();
  await tms.close();
});
beforeEach(() => tms.behave({}));

async function freightOrder() {
  const orderLines = [{ customerLineNumber: '1', skuId: tms.skuId, quantity: 1 }];
  const order = orderLike({ requestedBuildingId: tms.buildingId, orderLines, orderDropDate: undefined });
  const unit = `/business_units/${tms.id}/sales_orders`;
  const { body } = await own.post(unit, order);
  const path = `${unit}/${order.customerOrderNumber}`;
  const freight = `/organizations/${tms.id}/sales_orders/${body.data.salesOrderNumber}`;
  const until = (word: string) => own.until(path, ({ data }) => data.tms.state === word);
  const quote = () => own.post(`${freight}/tms_quote`, quoteRequest);
  return {
    path,
    until,
    quote,
    offer: async (): Promise<string> => {
      const first = await quote();
      const { body: found } = first.status === 200 ? first : (await until('quoted'), await quote());
      return found.data.quotes[0].quoteId;
    },
    book: (quoteId: string, key: string = randomUUID()) =>
      own.post(`${freight}/tms_shipment`, { quoteId }, { headers: { 'idempotency-key': key } }),
    unbook: () => own.delete(`${freight}/tms_shipment`),
  };
}

const rejected = ({ status, body }: Answer) => [status, body.code, body.source, body.retryable];
const accepted = ({ status, headers }: Answer) => [status, headers.get('location'), headers.get('retry-after')];

describe('a freight call', () => {
  it('for quotes that the TMS refuses is answered 502', async () => {
    const order = await freightOrder();
    tms.behave({ refusal: 'INVALID_MESSAGE' });
    const answer = await order.quote();
    expect(rejected(answer)).toEqual([502, 'UPSTREAM_REJECTED', 'tms', false]);
    expect(answer.body.detail).toContain('INVALID_MESSAGE');
  });

  it('for quotes that take long is answered 202, and they come', async () => {
    const order = await freightOrder();
    tms.behave(SLOW);
    const answer = await order.quote();
    expect(accepted(answer)).toEqual([202, order.path, '2']);
    expect(answer.body.data.quotes).toEqual([]);
    await order.until('quoted');
  });

  it('to book that takes long is answered 202; a repeat under its key is answered with the booking', async () => {
    const order = await freightOrder();
    const quoteId = await order.offer();
    tms.behave(SLOW);
    const key = randomUUID();
    const answer = await order.book(quoteId, key);
    expect(accepted(answer)).toEqual([202, order.path, '2']);
    expect(answer.body.data.tms.state).toBe('booking');
    await order.until('booked');
    const again = await order.book(quoteId, key);
    expect([again.status, again.body.data.quoteId]).toEqual([200, quoteId]);
    expect(again.headers.get('idempotent-replayed')).toBe('true');
  });

  it('to book that the carrier refuses is answered 502', async () => {
    const order = await freightOrder();
    const quoteId = await order.offer();
    tms.behave({ refusal: 'NO_CAPACITY' });
    expect(rejected(await order.book(quoteId))).toEqual([502, 'UPSTREAM_REJECTED', 'tms', false]);
  });

  it('to void is answered 202 where it takes long, and 502 where the carrier refuses', async () => {
    const slow = await freightOrder();
    await slow.book(await slow.offer());
    await slow.until('booked');
    tms.behave(SLOW);
    expect(accepted(await slow.unbook())).toEqual([202, slow.path, '2']);
    await slow.until('voided');

    tms.behave({});
    const refused = await freightOrder();
    await refused.book(await refused.offer());
    await refused.until('booked');
    tms.behave({ refusal: 'VOID_REFUSED' });
    expect(rejected(await refused.unbook())).toEqual([502, 'UPSTREAM_REJECTED', 'tms', false]);
  });
});
