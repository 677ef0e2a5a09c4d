import { digestOf } from '../../contract/common/digest';
import { dataOf } from '../../contract/common/list';
import { Empty } from '../../contract/umg/confirmations';
import { fromReceipt } from '../../contract/umg/fromReceipt';
import { ReceiptConfirmation } from '../../contract/umg/receipt';
import { receiveReceipt } from '../../intake/inbound';
import { Problem } from '../../platform/problem';
import { recentUnit } from '../../store/businessUnits';
import { isWithin } from '../../store/scope';
import type { ApiDeps } from '../deps';
import { route, type Route } from '../route';
import { UNKNOWN_RETRY_SECONDS } from '../routes/shipConfirmation';
import { senderOf } from '../sender';

/**
 * `POST /receiptConfirmation`: a physical fact. It is kept whatever it says, then answered; what contradicts an earlier
 * report of the same line is kept too, and the sender is told. Its content is its id.
 */
export const receiptConfirmationRoute = (deps: ApiDeps): Route =>
  route({
    method: 'post',
    path: '/receiptConfirmation',
    id: 'confirmReceipt',
    summary: 'Goods came to the warehouse',
    tag: 'Warehouse',
    access: { scope: 'wms:callback', orSignature: true },
    body: dataOf(ReceiptConfirmation),
    responses: { 200: Empty },
    problems: [404],
  })(async (call) => {
    const { source, scope } = senderOf(call, ['wms']);
    const confirmation = call.body.data;
    const now = new Date().toISOString();
    const { key, receipt } = fromReceipt(confirmation, now);
    const unit = await recentUnit(deps.db, key.businessUnitId);
    const isOwn = unit !== null && isWithin(scope, { orgId: unit.orgId, businessUnitId: unit.id });
    const digest = digestOf(confirmation);
    const messageId = `receipt/${key.businessUnitId}/${receipt.receiptNumber}/${digest}`;
    const message = { source, messageId, digest, orgId: scope.orgId, receipt, body: call.body };
    const { outcome, conflicts } = await receiveReceipt(deps, { ...message, key: isOwn ? key : null }, now);
    if (conflicts.length > 0) throw new Problem('RECEIPT_CONFLICT', undefined, { extra: { lines: conflicts } });
    if (outcome === 'parked') {
      throw new Problem('UNIT_UNKNOWN', undefined, { retryAfterSeconds: UNKNOWN_RETRY_SECONDS });
    }
    return { status: 200, body: {} };
  });
