import { dataOf } from '../../contract/common/list';
import { Empty } from '../../contract/umg/confirmations';
import { Problem } from '../../platform/problem';
import { JobAcknowledgement, receiveAcknowledgement } from '../acknowledgements';
import type { ApiDeps } from '../deps';
import { route, type Route } from '../route';
import { senderOf } from '../sender';
import { UNKNOWN_RETRY_SECONDS } from './shipConfirmation';

/** `POST /salesOrderAck`: the warehouse took, or rejected, the orders of a drop. */
export const acknowledgementRoute = (deps: ApiDeps): Route =>
  route({
    method: 'post',
    path: '/salesOrderAck',
    id: 'acknowledgeSalesOrders',
    summary: 'The warehouse answers the orders of a drop',
    tag: 'Warehouse',
    access: { scope: 'wms:callback', orSignature: true },
    body: dataOf(JobAcknowledgement),
    responses: { 200: Empty },
    problems: [404],
  })(async (call) => {
    const known = await receiveAcknowledgement(deps, senderOf(call, ['wms']), call.body.data);
    if (!known) throw new Problem('JOB_UNKNOWN', undefined, { retryAfterSeconds: UNKNOWN_RETRY_SECONDS });
    return { status: 200, body: {} };
  });
