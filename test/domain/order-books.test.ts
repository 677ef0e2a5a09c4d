import { differences } from '../../src/domain/order';
import type { WarehouseBooks } from '../../src/domain/order';
import { fresh } from './order-arbitraries';
import { ack, all, byHand, cancel, confirm, half, recallSaid, Told } from './order-told';

const books = (status: WarehouseBooks['status'], attempt = 1, ...shipmentIds: string[]): WarehouseBooks => ({
  status,
  attempt: status === null ? 0 : attempt,
  shipmentIds,
});
const released = () => new Told(fresh()).run();
function told(order: Told, ...messages: Parameters<Told['tell']>[0][]): Told {
  messages.forEach((message) => order.tell(message));
  return order;
}
const created = () => new Told(fresh({}, byHand), byHand).run();
const cancelled = () => told(told(released(), ack, cancel).run(), recallSaid(true)).run();

test.each([
  ['agree: sent and received', released(), books('received'), []],
  ['agree: acknowledged and picking', told(released(), ack), books('picking'), []],
  ['agree: not sent and not known', created(), books(null), []],
  ['agree: shipped', told(released(), ack, confirm()), books('shipped', 1, 'S1'), []],
  ['agree: shipped, and in nobody’s books any more', told(released(), ack, confirm()), books(null), []],
  ['agree: cancelled and given back', cancelled(), books('recalled'), []],
  ['agree: rejected', told(released(), { type: 'rejected', jobId: 'SO0000000001', lines: [] }), books('rejected'), []],
  ['released, not known there', released(), books(null), ['NOT_IN_WAREHOUSE']],
  ['acknowledged, not known there', told(released(), ack), books(null), ['NOT_IN_WAREHOUSE']],
  ['not sent, and worked on', created(), books('acknowledged'), ['UNEXPECTED_IN_WAREHOUSE']],
  ['cancelled, and worked on', cancelled(), books('picking'), ['UNEXPECTED_IN_WAREHOUSE']],
  ['a later attempt than ours', told(released(), ack), books('received', 2), ['UNEXPECTED_IN_WAREHOUSE']],
  ['acknowledged, unheard', released(), books('acknowledged'), ['WAREHOUSE_AHEAD']],
  ['rejected, unheard', released(), books('rejected'), ['WAREHOUSE_AHEAD']],
  ['given back, unheard', told(released(), ack, cancel).run(), books('recalled'), ['WAREHOUSE_AHEAD']],
  ['shipped, unheard', told(released(), ack), books('shipped', 1, 'S1'), ['SHIPMENT_NOT_RECORDED']],
  ['complete without a shipment, unheard', told(released(), ack), books('shipped'), ['SHIPMENT_NOT_RECORDED']],
  ['one shipment of two, unheard', told(released(), ack, confirm([half], false)), books('shipped', 1, 'S1', 'S2'), ['SHIPMENT_NOT_RECORDED']], // prettier-ignore
  ['shipped after all', cancelled(), books('shipped', 1, 'S1'), ['SHIPMENT_NOT_RECORDED']],
] as const)('books: %s', (_what, { state }, said, codes) => {
  expect(differences(state, said)).toEqual(codes);
});

test('a drop that is on the wire contradicts nothing', () => {
  const order = created();
  order.tell({ type: 'release' });
  order.tell({ type: 'intent', step: 'release', attempt: 1 });
  expect(order.state.wms.state).toBe('sending');
  for (const said of [books(null), books('received'), books('acknowledged')])
    expect(differences(order.state, said)).toEqual([]);
});

test('a comparison opens one exception a difference, changes nothing else, and ends them when the books agree', () => {
  const order = told(released(), ack);
  const before = order.state;
  expect(order.tell({ type: 'compared', books: books('picking') })).toHaveProperty('nothing');
  order.tell({ type: 'compared', books: books('shipped', 1, 'S1') }, 'x1', 'ops');
  expect(order.codes).toEqual(['SHIPMENT_NOT_RECORDED']);
  expect({ ...order.state, exceptions: [], sequence: 0, updatedAt: '' }).toEqual({
    ...before,
    exceptions: [],
    sequence: 0,
    updatedAt: '',
  });
  expect(order.tell({ type: 'compared', books: books('shipped', 1, 'S1') })).toHaveProperty('nothing');
  order.tell(confirm([all]));
  order.tell({ type: 'compared', books: books('shipped', 1, 'S1') });
  expect([order.state.status, order.codes]).toEqual(['SHIPPED', []]);
  expect(order.events.at(-1)).toMatchObject({
    type: 'exception_resolved',
    data: { resolved: ['SHIPMENT_NOT_RECORDED'] },
  });
});

test('what the end of an order settles is settled by it', () => {
  const order = told(released(), { type: 'compared', books: books(null) });
  expect(order.codes).toEqual(['NOT_IN_WAREHOUSE']);
  told(order, ack, confirm());
  expect([order.state.status, order.codes]).toEqual(['SHIPPED', []]);
});
