import pLimit from 'p-limit';
import { OK, type BatchAnswer } from '../../contract/dcl/answers';
import { CODES, sentence, type Fault, type Place } from '../../contract/dcl/faults';
import { acceptBatch } from '../../intake/acceptBatch';
import type { AcceptedOrder } from '../../intake/types';
import type { Violation } from '../../platform/problem';
import type { ApiDeps } from '../deps';
import type { Principal } from '../scopes';
import { openBatch, readOrders } from './readBatch';
import { accountsOf } from './reading';

/** A batch takes a connection for its transaction and needs a second one: more at once could leave none for the others. */
const AT_ONCE = 2;
const limit = pLimit(AT_ONCE);

export interface BatchOptions {
  /** Names the request in the timelines. */
  cause: string;
  /** Everything is judged, in a transaction that is rolled back; nothing is kept. */
  rehearsal: boolean;
}

/**
 * Takes a batch: all orders that are accepted are committed in one transaction before the answer, and released
 * behind it. Unless partial acceptance is allowed one bad order is enough that none is kept, and the answer ends with it.
 * @throws Problem 400 for a fault of the batch as a whole
 */
export async function takeBatch(
  deps: ApiDeps,
  principal: Principal,
  body: unknown,
  { cause, rehearsal }: BatchOptions,
): Promise<BatchAnswer> {
  const batch = await openBatch(deps, principal, body);
  const read = await readOrders(deps, await accountsOf(deps, principal), batch, cause);
  const good = read.flatMap((each) => ('order' in each ? [each] : []));
  const complete = good.length === batch.orders.length;
  const isKept = (accepted: readonly AcceptedOrder[]): boolean =>
    !rehearsal && (batch.allowPartial || (complete && accepted.every(({ outcome }) => outcome === 'created')));
  const { clientId: createdBy } = principal;
  const intake = { ...deps, policy: deps.config.policy };
  const accepted = await limit(() => acceptBatch(intake, good, { createdBy, isKept }));
  const outcomes = new Map(good.map(({ place }, at) => [place.index, accepted[at]]));
  return verdict(
    batch.allowPartial,
    read.map((each) => ({
      place: each.place,
      fault: 'fault' in each ? each.fault : acceptFault(outcomes.get(each.place.index)),
    })),
  );
}

/** What is wrong with an order in the light of the store; null: nothing. */
function acceptFault(accepted: AcceptedOrder | undefined): Fault | null {
  switch (accepted?.outcome) {
    case undefined:
    case 'created':
      return null;
    case 'replayed':
      return { code: CODES.duplicate, field: 'order_number', says: 'was accepted before, with the same content' };
    case 'exists':
      return { code: CODES.duplicate, field: 'order_number', says: 'is taken by another order of the account' };
    case 'invalid':
      return ruleFault(accepted.errors?.[0]);
  }
}

/** The rule of the master data that an order breaks first. */
function ruleFault(error: Violation | undefined): Fault {
  const [, line] = /orderLines\[(\d+)\]/.exec(error?.field ?? '') ?? [];
  switch (error?.code) {
    case 'UNKNOWN_SKU':
      return { code: CODES.item, field: 'item_number', says: 'is not set up', detail: Number(line) };
    case 'UNKNOWN_BUILDING':
    case 'BUILDING_NOT_ASSOCIATED':
      return { code: CODES.location, field: 'location', says: 'does not serve the account' };
    default:
      return { code: CODES.outOfRange, field: 'order', says: `breaks the rule ${error?.code}` };
  }
}

function verdict(allowPartial: boolean, judged: readonly { place: Place; fault: Fault | null }[]): BatchAnswer {
  const statuses = judged.map(({ place, fault }) => ({
    ...(fault ? { error_code: fault.code, error_message: sentence(fault, place) } : OK),
    order_number: place.orderNumber,
  }));
  const firstBad = allowPartial ? -1 : statuses.findIndex(({ error_code }) => error_code !== 0);
  if (firstBad < 0) return { ...OK, order_statuses: statuses };
  const { error_code, error_message } = statuses[firstBad] ?? OK;
  return { error_code, error_message, order_statuses: statuses.slice(0, firstBad + 1) };
}
