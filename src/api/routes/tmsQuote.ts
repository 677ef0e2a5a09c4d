import { dataOf } from '../../contract/common/list';
import { renderQuotes } from '../../contract/umg/renderTms';
import { TmsQuotes } from '../../contract/umg/tms';
import { TmsShipmentQuoteRequest } from '../../contract/umg/tmsQuoteRequest';
import { commandOn, outcomeOf } from '../commands';
import type { ApiDeps } from '../deps';
import { followUp } from '../followUp';
import { TmsPath } from '../params';
import { FOLLOW_UP } from '../responseHeaders';
import { route, type Route } from '../route';
import { bearerOf, requireOrderOfOrg } from '../tenant';
import { requireQuoted } from '../upstream';

/** `POST …/tms_quote`: asks the carriers and waits a while for their offers. */
export const quoteRoute = (deps: ApiDeps): Route =>
  route({
    method: 'post',
    path: '/organizations/{orgId}/sales_orders/{salesOrderNumber}/tms_quote',
    id: 'quoteShipment',
    summary: 'Ask carriers for quotes; 202 where they take longer',
    tag: 'Freight',
    access: { scope: 'tms:quote' },
    params: TmsPath,
    body: dataOf(TmsShipmentQuoteRequest),
    ifMatch: true,
    responses: { 200: dataOf(TmsQuotes), 202: dataOf(TmsQuotes) },
    sends: { 202: FOLLOW_UP },
    problems: [404, 502, 504],
  })(async (call) => {
    const order = await requireOrderOfOrg(deps, bearerOf(call), call.params);
    const asked = await commandOn(deps, call, order, { type: 'quote' }, { document: call.body.data });
    const done = await outcomeOf(
      deps,
      asked,
      ({ state: { tms } }) => tms.state !== 'quoting' || tms.requestCause !== call.cause,
    );
    if (!done) return { status: 202, body: { data: renderQuotes(asked.state) }, headers: followUp(asked) };
    await requireQuoted(deps, done);
    return { status: 200, body: { data: renderQuotes(done.state) } };
  });
