import { digestOf } from '../../contract/common/digest';
import { dataOf } from '../../contract/common/list';
import { Empty, ShipConfirmation } from '../../contract/umg/confirmations';
import { fromShipConfirmation } from '../../contract/umg/toCallbacks';
import { receiveCallbacks } from '../../intake/receive';
import { Problem } from '../../platform/problem';
import type { ApiDeps } from '../deps';
import { onlyOwnUnits } from '../knownUnits';
import { route, type Route } from '../route';
import { senderOf } from '../sender';
import { conflictingShipments } from '../shipmentConflicts';

export const UNKNOWN_RETRY_SECONDS = 30;

/**
 * `POST /shipConfirmation`: a physical fact. It is kept whatever it says, then answered; what contradicts an earlier
 * confirmation of the same shipment is kept too, and the sender is told. Its content is its id, so that the same fact
 * counts once however it is sent.
 */
export const shipConfirmationRoute = (deps: ApiDeps): Route =>
  route({
    method: 'post',
    path: '/shipConfirmation',
    id: 'confirmShipment',
    summary: 'Goods left the warehouse',
    tag: 'Warehouse',
    access: { scope: 'wms:callback', orSignature: true },
    body: dataOf(ShipConfirmation),
    responses: { 200: Empty },
    problems: [404],
  })(async (call) => {
    const sender = senderOf(call, ['wms']);
    const confirmation = call.body.data;
    const { orderNumber, message: callback, documents, note } = fromShipConfirmation(confirmation);
    const key = { businessUnitId: confirmation.businessUnitId, orderNumber };
    const digest = digestOf(confirmation);
    const messageId = `shipment/${key.businessUnitId}/${orderNumber}/${digest}`;
    const { orgId } = sender.scope;
    const messages = await onlyOwnUnits(deps, sender, [
      { messageId, digest, orgId, key, callback, actor: 'wms', documents, note, body: call.body },
    ]);
    const conflicting = messages[0]?.key ? await conflictingShipments(deps.db, sender.scope, key, callback) : [];
    const [received] = await receiveCallbacks(deps, { source: sender.source, messages });
    if (conflicting.length > 0)
      throw new Problem('SHIPMENT_CONFLICT', undefined, { extra: { shipmentIds: conflicting } });
    if (received?.outcome === 'parked') {
      throw new Problem('ORDER_UNKNOWN', undefined, { retryAfterSeconds: UNKNOWN_RETRY_SECONDS });
    }
    return { status: 200, body: {} };
  });
