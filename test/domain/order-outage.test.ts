import { calledParty, waiting } from '../../src/domain/order';
import { fresh, policy } from './order-arbitraries';
import { ack, byHand, Told } from './order-told';

const sending = () => {
  const order = new Told(fresh());
  order.tell({ type: 'intent', step: 'release', attempt: 1 });
  return order;
};
const reason = (order: Told, since: string | null, code: string) =>
  waiting(order.state, policy, { since, code })?.reason;

test.each([
  ['UNREACHABLE', '2026-03-01T10:00:00.000Z', 'does not answer since 2026-03-01T10:00:00.000Z (UNREACHABLE)'],
  ['SERVER_ERROR', '2026-03-01T10:00:00.000Z', 'answers with errors since 2026-03-01T10:00:00.000Z (SERVER_ERROR)'],
  ['NO_CONNECTION', null, 'cannot be called: no connection to it is set up (NO_CONNECTION)'],
])('an order whose warehouse cannot be asked says so: %s', (code, since, words) => {
  expect(reason(sending(), since, code)).toBe(`is being handed to the warehouse; the warehouse ${words}`);
});

test('an order that waits for no call says nothing of an outage', () => {
  const order = sending().run();
  order.tell(ack);
  expect(calledParty(order.state)).toBeNull();
  expect(reason(order, null, 'UNREACHABLE')).toBe(waiting(order.state, policy)?.reason);
});

test('the party that is called is the one of the due step', () => {
  expect(calledParty(sending().state)).toBe('wms');
  const freight = new Told(fresh({}, byHand), byHand);
  freight.tell({ type: 'quote' });
  expect(calledParty(freight.state)).toBe('tms');
  expect(waiting(freight.state, byHand, { since: null, code: 'TIMEOUT' })?.reason).toMatch(/the TMS does not answer/);
});
