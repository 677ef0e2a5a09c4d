import { NUMBER, post } from './order';
import type { Model, World } from './state';
import { blame } from './state';

/**
 * A warehouse that knows drops and recalls by their message ids and tells everything else later, by callback. It takes
 * every new id for a new drop: that an attempt is not doubled is for us to see to.
 */
const jobId = (attempt: string): string => (attempt === '1' ? NUMBER : `${NUMBER}-${attempt}`);
export const acknowledgement = (attempt: string): string =>
  post(`ack/${attempt}`, { type: 'acknowledged', jobId: jobId(attempt) });
export const rejection = (attempt: string): string =>
  post(`rej/${attempt}`, { type: 'rejected', jobId: jobId(attempt), lines: ['1'] });
export const recallAnswer = (recall: string, accepted: boolean): string =>
  post(`${accepted ? 'yes' : 'no'}/${recall}`, {
    type: 'recall_answered',
    recallId: `${NUMBER}/recall/${recall}`,
    accepted,
    reason: null,
  });
export const shipment = (): string =>
  post('ship/1', {
    type: 'shipment_confirmed',
    shipments: [
      {
        shipmentId: 'S1',
        digest: 'd1',
        carrierCode: null,
        trackingNumber: null,
        lines: [{ lineNumber: '1', skuId: 'A', quantity: 1 }],
      },
    ],
    orderComplete: true,
    expected: ['S1'],
  });

export const currentDrop = ({ warehouse }: World): string | undefined => Object.keys(warehouse.drops).at(-1);

/** A request arrives; answers what the caller would read, if it still listens. */
export function receive(model: Model, world: World, request: string, turnAway = false): string {
  const [step = '', id = ''] = request.split('/');
  if (step === 'recall') return receiveRecall(world, id);
  if (step === 'backorder') return 'created';
  const { drops } = world.warehouse;
  if (step === 'inquire') return drops[id] ? 'known' : 'not_found';
  if (drops[id]) return drops[id] === 'refused' ? 'refused' : 'done';
  drops[id] = turnAway ? 'refused' : 'got';
  const decisions = 1 + world.row.events.filter((cause) => cause.startsWith('redrop/')).length;
  // A restore may take the record of a decision back whose drop is on its way.
  if (!world.restored && Object.keys(drops).length > decisions)
    blame(model, `drop ${Object.keys(drops).join(' and ')} reach the warehouse, but only ${decisions} was decided`);
  return turnAway ? 'refused' : 'done';
}

function receiveRecall(world: World, id: string): string {
  const { drops, recalls, out } = world.warehouse;
  if (recalls[id]) return 'done';
  const state = drops[currentDrop(world) ?? ''];
  if (state === 'got' || state === 'acked') recalls[id] = 'open';
  else {
    recalls[id] = state === 'shipped' ? 'no' : 'yes';
    out.push(recallAnswer(id, state !== 'shipped'));
  }
  return 'done';
}
