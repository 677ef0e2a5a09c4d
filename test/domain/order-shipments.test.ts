import { allowedActions, next, rowFacts } from '../../src/domain/order';
import { facts, fresh, policy } from './order-arbitraries';
import { ack, hours, all, byHand, cancel, confirm, half, Told } from './order-told';

test('a ship confirmation that races a cancel wins: SHIPPED, cancellation too late', () => {
  const order = new Told(fresh()).run();
  order.tell(cancel);
  order.run().tell(confirm());
  expect(order.state).toMatchObject({ status: 'SHIPPED', cancellation: { state: 'too_late' } });
});

test('goods that leave after a completed cancel are recorded: cancelled units become shipped, status stays', () => {
  const order = new Told(fresh({}, byHand), byHand);
  order.tell(cancel);
  order.tell(confirm());
  expect(order.state.status).toBe('CANCELLED');
  expect(order.state.lines[0]).toMatchObject({ shipped: 2, cancelled: 0 });
  expect(order.codes).toEqual(['SHIPPED_AFTER_CANCEL']);
});

test('a repeated confirmation changes nothing; the same id with other content is a conflict that keeps the first', () => {
  const order = new Told(fresh()).run();
  order.tell(confirm([half], false));
  expect(order.tell(confirm([half], false))).toHaveProperty('nothing');
  order.tell(confirm([{ ...half, digest: 'd2' }], false));
  expect(order.codes).toEqual(['SHIPMENT_CONFLICT']);
  expect(order.state.lines[0]?.shipped).toBe(2);
});

test('over-shipped units are recorded whole and raise an exception', () => {
  const order = new Told(fresh()).run();
  order.tell(
    confirm([
      {
        ...all,
        lines: [
          { lineNumber: '1', skuId: 'A', quantity: 5 },
          { lineNumber: '2', skuId: 'B', quantity: 3 },
        ],
      },
    ]),
  );
  expect(order.state.status).toBe('SHIPPED');
  expect(order.state.lines[0]).toMatchObject({ shipped: 5, overShipped: 3 });
  expect(order.codes).toEqual(['OVER_SHIPPED']);
});

test.each([
  ['2', 'cancelled', null],
  ['3', 'backordered', 'N-1-B1'],
  ['1', 'cancelled', null],
] as const)('a short close under fill policy %s leaves the rest %s', (fillPolicy, where, child) => {
  const order = new Told(fresh({ fillPolicy })).run();
  order.tell(confirm([half], true));
  expect(order.state.status).toBe('PARTIALLY_SHIPPED');
  order.at(1).run();
  expect(order.state.status).toBe('CLOSED_SHORT');
  expect(order.state.lines[1]?.[where]).toBe(3);
  expect(order.state.backorder?.number ?? null).toBe(child);
  if (fillPolicy === '1') expect(order.codes).toEqual(['FILL_OR_KILL_BROKEN']);
});

test('a closed order whose backorder is still to be made says in its row that it is to be woken at once', () => {
  const order = new Told(fresh({ fillPolicy: '3' })).run();
  order.tell(confirm([half], true));
  order.at(1).tell({ type: 'deadline', kind: 'completion' });
  expect(next(order.state, order.now, policy)).toMatchObject({ do: 'step', step: 'backorder' });
  expect(rowFacts(order.state, policy)).toMatchObject({ status: 'CLOSED_SHORT', nextDeadline: hours(1) });
  order.run();
  expect(rowFacts(order.state, policy).nextDeadline).not.toBe(hours(1));
});

test('parts in any order: the flag first, the missing part within the grace, and the order is SHIPPED', () => {
  const order = new Told(fresh()).run();
  order.tell(confirm([half], true));
  order.tell(confirm([{ ...all, shipmentId: 'S3', lines: [{ lineNumber: '2', skuId: 'B', quantity: 3 }] }], false));
  expect(order.state.status).toBe('SHIPPED');
});

test('a rejected order waits for a correction and goes out again under a new attempt and job id', () => {
  const order = new Told(fresh()).run();
  order.tell({ type: 'rejected', jobId: 'SO0000000001', lines: ['2'] });
  expect(order.state.status).toBe('ON_HOLD');
  expect(allowedActions(order.state)).toEqual(expect.arrayContaining(['update', 'redrop', 'cancel']));
  order.tell({ type: 'release' });
  order.run();
  expect(order.state.wms).toMatchObject({ state: 'sent', attempt: 2, jobId: 'SO0000000001-2' });
  expect(order.tell(ack)).toHaveProperty('nothing');
});

test('a correction replaces a shipment and keeps the sums', () => {
  const order = new Told(fresh()).run();
  order.tell(confirm([all], true));
  order.tell({
    type: 'correct_shipment',
    shipment: {
      ...all,
      digest: 'd9',
      lines: [
        { lineNumber: '1', skuId: 'A', quantity: 1 },
        { lineNumber: '2', skuId: 'B', quantity: 3 },
      ],
    },
  });
  expect(order.state.lines[0]).toMatchObject({ shipped: 1, cancelled: 1 });
  expect(order.state.shipments[0]?.version).toBe(2);
});

test('late tracking enters the timeline and never lowers the rank', () => {
  const order = new Told(fresh()).run();
  order.tell(confirm());
  order.tell({ type: 'tracking', shipmentId: 'S1', trackingNumber: null, rank: 4, code: 'delivered' });
  order.tell({ type: 'tracking', shipmentId: 'S1', trackingNumber: null, rank: 2, code: 'in_transit' });
  expect(order.state.shipments[0]?.trackingRank).toBe(4);
  expect(order.events.at(-1)?.data).toMatchObject({ late: true });
});

test('a version that a correction replaced may be reported again without a conflict', () => {
  const order = new Told(fresh()).run();
  order.tell(confirm([half], false));
  order.tell({ type: 'correct_shipment', shipment: { ...half, digest: 'd9' } });
  expect(order.tell(confirm([half], false))).toHaveProperty('nothing');
});

test('goods that overtake a cancellation of the customer’s date are shown to a person', () => {
  const order = new Told(fresh({ dates: { ...facts().dates, cancelAfter: hours(10) } })).run();
  order.tell(ack);
  order.at(11).run().tell(confirm());
  expect(order.state).toMatchObject({ status: 'SHIPPED', cancellation: { state: 'too_late', requestedBy: 'system' } });
  expect(order.codes).toEqual(['CANCEL_REFUSED']);
});
