import { startOf } from '../../contract/common/instants';
import { dataOf } from '../../contract/common/list';
import { Empty } from '../../contract/umg/confirmations';
import { renderBooking } from '../../contract/umg/renderTms';
import { TmsBookingRequest, TmsShipment } from '../../contract/umg/tms';
import { SalesOrder } from '../../contract/umg/salesOrder';
import { Problem } from '../../platform/problem';
import { commandOn, outcomeOf } from '../commands';
import type { ApiDeps } from '../deps';
import { followUp } from '../followUp';
import { orderReply } from '../orderAnswer';
import { TmsPath } from '../params';
import { FOLLOW_UP } from '../responseHeaders';
import { route, type Route } from '../route';
import { bearerOf, requireOrderOfOrg } from '../tenant';
import { bookingRefusal } from '../upstream';

const shared = {
  path: '/organizations/{orgId}/sales_orders/{salesOrderNumber}/tms_shipment',
  tag: 'Freight',
  params: TmsPath,
  ifMatch: true,
} as const;

/** Booking with a carrier, and its undoing. Both send the command and watch a while for the carrier's answer. */
export const bookingRoutes = (deps: ApiDeps): Route[] => [
  route({
    ...shared,
    method: 'post',
    id: 'bookShipment',
    summary: 'Book a quote; 200 where it was booked before, 202 where the carrier takes longer',
    access: { scope: 'tms:book' },
    body: dataOf(TmsBookingRequest),
    responses: { 200: dataOf(TmsShipment), 201: dataOf(TmsShipment), 202: dataOf(SalesOrder) },
    sends: { 200: ['Location'], 201: ['Location'], 202: ['ETag', ...FOLLOW_UP] },
    problems: [404, 502, 504],
  })(async (call) => {
    const { quoteId, pickupStart, pickupEnd } = call.body.data;
    const order = await requireOrderOfOrg(deps, bearerOf(call), call.params);
    const times = { pickupStart: startOf(pickupStart), pickupEnd: startOf(pickupEnd) };
    const asked = await commandOn(deps, call, order, { type: 'book', quoteId, ...times }, { document: call.body.data });
    const done = await outcomeOf(
      deps,
      asked,
      ({ state: { tms } }) => tms.booking !== null || tms.approvedQuoteId === null,
    );
    if (!done) return orderReply(deps, 202, asked, followUp(asked));
    const data = renderBooking(done.state);
    if (!data) throw await bookingRefusal(deps, done);
    return { status: order.state.tms.booking ? 200 : 201, body: { data }, headers: { Location: call.path } };
  }),
  route({
    ...shared,
    method: 'delete',
    id: 'unbookShipment',
    summary: 'Void the booking; 202 where the carrier takes longer',
    access: { scope: 'tms:void' },
    responses: { 200: Empty, 202: Empty },
    sends: { 202: FOLLOW_UP },
    problems: [404, 502],
  })(async (call) => {
    const order = await requireOrderOfOrg(deps, bearerOf(call), call.params);
    const asked = await commandOn(deps, call, order, { type: 'unbook' });
    const done = await outcomeOf(deps, asked, ({ state: { tms } }) => tms.state !== 'voiding');
    if (!done) return { status: 202, body: {}, headers: followUp(asked) };
    if (done.state.tms.booking?.bookingId === order.state.tms.booking?.bookingId) {
      throw new Problem('UPSTREAM_REJECTED', 'The carrier refused to void the booking.', { source: 'tms' });
    }
    return { status: 200, body: {} };
  }),
];
