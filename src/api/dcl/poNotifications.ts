import { z } from 'zod';
import { NotificationAnswer, OK } from '../../contract/dcl/answers';
import { digestOf } from '../../contract/common/digest';
import { CODES, type Fault } from '../../contract/dcl/faults';
import { PoNotification } from '../../contract/dcl/operations';
import { recentBuildings } from '../../store/buildings';
import { savePoNotification } from '../../store/poNotifications';
import { recentSkus } from '../../store/skus';
import type { ApiDeps } from '../deps';
import { route, type Route } from '../route';
import { bearerOf } from '../tenant';
import { refused } from './dialect';
import type { Door } from './doors';
import { readBody, requireAccount } from './reading';

/** `POST …/po_notifications`: keeps the notice that goods are coming; nothing follows from it by itself yet. */
export const poNotificationRoute = (deps: ApiDeps, { base, suffix, rehearsal }: Door): Route =>
  route({
    method: 'post',
    path: `${base}/po_notifications`,
    id: `postDclPoNotification${suffix}`,
    summary: rehearsal
      ? 'Judge a notice of coming goods'
      : 'Announce goods on their way; the same again has the same number',
    tag: 'DCL',
    access: { scope: 'orders:write', basic: true },
    body: z.unknown(),
    shownBody: PoNotification,
    responses: { 201: NotificationAnswer },
  })(async (call) => {
    const notification = readBody(PoNotification, call.body);
    const unit = await requireAccount(deps, bearerOf(call), notification.account_number);
    const fault = await masterDataFault(deps, unit.id, notification);
    if (fault) throw refused(fault);
    if (rehearsal) return { status: 201, body: { ...OK, dcl_po_number: 0 } };
    const number = await savePoNotification(deps.db, {
      orgId: unit.orgId,
      businessUnitId: unit.id,
      reference: notification.reference_transaction_number,
      digest: digestOf(notification),
      document: notification,
    });
    if (number !== null) return { status: 201, body: { ...OK, dcl_po_number: number } };
    const says = 'stands for a notification with other content';
    throw refused({ code: CODES.duplicate, field: 'reference_transaction_number', says });
  });

async function masterDataFault(
  { db }: ApiDeps,
  unitId: string,
  { location, lines }: PoNotification,
): Promise<Fault | null> {
  const numbers = lines.map(({ item_number }) => item_number);
  const [buildings, skus] = await Promise.all([
    recentBuildings(db, unitId, [location]),
    recentSkus(db, unitId, numbers),
  ]);
  if (!buildings.has(location)) return { code: CODES.location, field: 'location', says: 'does not serve the account' };
  const unknown = numbers.findIndex((number) => !skus.has(number));
  return unknown < 0 ? null : { code: CODES.item, field: 'item_number', says: 'is not set up', detail: unknown };
}
