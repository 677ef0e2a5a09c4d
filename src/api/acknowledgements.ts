import { digestOf } from '../contract/common/digest';
import type { z } from 'zod';
import { required } from '../contract/common/fields';
import { Acknowledgement } from '../contract/umg/confirmations';
import { fromAcknowledgement } from '../contract/umg/toCallbacks';
import { receiveCallbacks } from '../intake/receive';
import type { IncomingCallback } from '../intake/types';
import { findByWmsJob } from '../store/orders/read';
import type { ApiDeps } from './deps';
import type { Sender } from './sender';

/** Without its job an acknowledgement says nothing about any order. */
export const JobAcknowledgement = Acknowledgement.extend({ jobId: required(20) }).meta({ id: 'JobAcknowledgement' });
export type JobAcknowledgement = z.infer<typeof JobAcknowledgement>;

/**
 * Keeps an acknowledgement as one message per order of its job. Where the job is not known the whole of it is parked.
 * @returns whether the job is known
 */
export async function receiveAcknowledgement(deps: ApiDeps, sender: Sender, ack: JobAcknowledgement): Promise<boolean> {
  const known = await acknowledgementsOf(deps, sender, ack);
  await receiveCallbacks(deps, { source: sender.source, messages: known ?? [wholeOf(sender, ack)] });
  return known !== null;
}

/** An acknowledgement as messages for the orders of its job; null where the job is not known. */
export async function acknowledgementsOf(
  { db }: ApiDeps,
  sender: Sender,
  ack: JobAcknowledgement,
): Promise<IncomingCallback[] | null> {
  const dropped = await findByWmsJob(db, sender.scope, ack.jobId);
  if (dropped.length === 0) return null;
  const digest = digestOf(ack);
  const numbers = [...new Set(dropped.map(({ orderNumber }) => orderNumber))];
  return fromAcknowledgement(ack, numbers).flatMap(({ orderNumber, message: callback, note }) => {
    // Two business units may have used one job number and one order number: each order gets the answer.
    const about = dropped.filter((order) => order.orderNumber === orderNumber);
    const keys = about.map(({ businessUnitId, attempt }) => ({ key: { businessUnitId, orderNumber }, attempt }));
    return (keys.length > 0 ? keys : [{ key: null, attempt: 0 }]).map(({ key, attempt }): IncomingCallback => {
      // Words of a token's bearer have no id of their own; the attempt tells a second drop's answer from the first's.
      const id = sender.messageId ?? `${digest}/${attempt}`;
      const messageId = `ack/${id}/${ack.jobId}/${key?.businessUnitId ?? '?'}/${orderNumber}`;
      const { orgId } = sender.scope;
      return { messageId, digest, orgId, key, callback: key && callback, actor: 'wms', note, body: { data: ack } };
    });
  });
}

/** An acknowledgement of an unknown job, as it is kept. */
function wholeOf({ scope, messageId }: Sender, ack: JobAcknowledgement): IncomingCallback {
  const digest = digestOf(ack);
  const id = `ack/${messageId ?? digest}/${ack.jobId}`;
  return { messageId: id, digest, orgId: scope.orgId, key: null, callback: null, actor: 'wms', body: { data: ack } };
}
