import { dataOf } from '../../contract/common/list';
import { renderBooking } from '../../contract/umg/renderTms';
import { ApprovedDrop, BolUpdate, QuoteApproval, TmsShipment } from '../../contract/umg/tms';
import { Problem } from '../../platform/problem';
import { commandOn } from '../commands';
import type { ApiDeps } from '../deps';
import { followUp } from '../followUp';
import { TmsPath } from '../params';
import { FOLLOW_UP } from '../responseHeaders';
import { route, type Route } from '../route';
import { bearerOf, requireOrderOfOrg } from '../tenant';

const PATH = '/organizations/{orgId}/sales_orders/{salesOrderNumber}';
const shared = {
  tag: 'Freight',
  access: { scope: 'tms:book' },
  params: TmsPath,
  ifMatch: true,
  problems: [404],
} as const;

/** The bill of lading, and the approval that drops the order to the warehouse. */
export const dropRoutes = (deps: ApiDeps): Route[] => [
  route({
    ...shared,
    method: 'put',
    path: `${PATH}/bol`,
    id: 'updateBol',
    summary: 'Set the numbers of the bill of lading',
    body: dataOf(BolUpdate),
    responses: { 200: dataOf(TmsShipment) },
  })(async (call) => {
    const { bolNumber, proNumber = null, carrierCode = null, trackingNumber = null } = call.body.data;
    const order = await requireOrderOfOrg(deps, bearerOf(call), call.params);
    const command = { type: 'update_bol', bolNumber, proNumber, carrierCode, trackingNumber } as const;
    const data = renderBooking((await commandOn(deps, call, order, command)).state);
    if (!data) throw new Problem('NOT_BOOKED');
    return { status: 200, body: { data } };
  }),
  route({
    ...shared,
    method: 'post',
    path: `${PATH}/approve_quote`,
    id: 'approveQuote',
    summary: 'Approve a quote, book it where nothing is booked, then drop the order to the warehouse',
    body: dataOf(QuoteApproval),
    responses: { 202: dataOf(ApprovedDrop) },
    sends: { 202: FOLLOW_UP },
  })(async (call) => {
    const { quoteId } = call.body.data;
    const order = await requireOrderOfOrg(deps, bearerOf(call), call.params);
    const approved = await commandOn(deps, call, order, { type: 'approve', quoteId });
    const data = { salesOrderNumber: approved.salesOrderNumber, quoteId, status: 'RELEASED' as const };
    return { status: 202, body: { data }, headers: followUp(approved) };
  }),
];
