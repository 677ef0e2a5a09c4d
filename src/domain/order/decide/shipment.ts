import type { Decision, OrderEvent, Policy } from '../event';
import type { Callback, Command, Envelope } from '../message';
import type { ExceptionCode } from '../exceptions';
import { raise, settle, SETTLED_BY_CLOSING } from '../exceptions';
import { applyShipment, revertShipment } from '../quantities';
import type { OrderState, RecordedShipment, ShipmentFact } from '../state';
import { unitsOpen } from '../status';
import { closeShort } from './completion';
import { happened, nothing, refused } from './outcome-of';

type Confirmation = Envelope<Extract<Callback, { type: 'shipment_confirmed' }>>;

/** What the fact of a shipment contradicts, judged before it is applied. */
function contradiction(state: OrderState): ExceptionCode | null {
  if (state.closedAs === 'CANCELLED') return 'SHIPPED_AFTER_CANCEL';
  if (state.closedAs) return 'SHIPPED_AFTER_CLOSE';
  if (state.wms.state === 'rejected') return 'ACK_CONTRADICTED';
  return state.wms.attempt === 0 ? 'SHIPPED_BEFORE_RELEASE' : null;
}

const recorded = (fact: ShipmentFact, at: string, version: number): RecordedShipment => ({
  ...fact,
  version,
  recordedAt: at,
  trackingRank: 0,
  replaced: [],
});

/** The state with the new shipments' quantities, the warehouse facts they imply, and the exceptions they raise. */
function withShipments(state: OrderState, env: Envelope, fresh: ShipmentFact[], policy: Policy): OrderState {
  let { lines } = state;
  const unknown: string[] = [];
  for (const shipment of fresh) {
    const applied = applyShipment(lines, shipment);
    lines = applied.lines;
    unknown.push(...applied.unknown);
  }
  const over = lines.filter((line) => line.overShipped > policy.overShipTolerance).map((line) => line.lineNumber);
  const raised: [ExceptionCode | null, string[]][] = [
    [fresh.length > 0 ? contradiction(state) : null, []],
    [fresh.length > 0 && over.length > 0 ? 'OVER_SHIPPED' : null, over],
    [unknown.length > 0 ? 'UNKNOWN_LINE_SHIPPED' : null, unknown],
  ];
  const exceptions = raised.reduce(
    (all, [code, about]) => (code ? raise({ ...state, exceptions: all }, code, env, about) : all),
    state.exceptions,
  );
  if (state.closedAs || fresh.length === 0)
    return {
      ...state,
      lines,
      exceptions,
      shipments: [...state.shipments, ...fresh.map((s) => recorded(s, env.at, 1))],
    };
  return {
    ...state,
    lines,
    exceptions: settle(exceptions, ['WMS_REJECTED', 'WMS_ACK_OVERDUE', 'RELEASE_OVERDUE'], env.at, 'shipped'),
    shipments: [...state.shipments, ...fresh.map((s) => recorded(s, env.at, 1))],
    holds: state.holds.filter((hold) => hold.code !== 'WMS_REJECTED'),
    wms: { ...state.wms, state: 'accepted', pickStarted: true, inquire: false, since: env.at },
  };
}

const changes = (state: OrderState): OrderEvent['change'] => ({
  lines: state.lines,
  exceptions: state.exceptions,
  shipments: state.shipments,
  holds: state.holds,
  wms: state.wms,
  completion: state.completion,
});

type Closing = Pick<OrderState, 'closedAs' | 'closedAt' | 'holds' | 'cancellation' | 'exceptions'>;

/**
 * Everything open has left: the order is SHIPPED, or CLOSED_SHORT when part of it was cancelled or backordered before.
 * A cancellation that a customer's date asked for and the goods overtook is shown to a person, as a refused one is.
 */
function closeShipped(state: OrderState, env: Envelope): Closing {
  const whole = state.lines.every((line) => line.cancelled === 0 && line.backordered === 0);
  const tooLate = state.cancellation.state === 'requested';
  const settled = settle(state.exceptions, SETTLED_BY_CLOSING, env.at, 'order closed');
  const byDate = tooLate && state.cancellation.requestedBy === 'system';
  return {
    exceptions: byDate ? raise({ ...state, exceptions: settled }, 'CANCEL_REFUSED', env) : settled,
    closedAs: whole ? 'SHIPPED' : 'CLOSED_SHORT',
    closedAt: env.at,
    holds: [],
    cancellation: tooLate ? { ...state.cancellation, state: 'too_late', answeredAt: env.at } : state.cancellation,
  };
}

/** Other content under a known id; a repeat of a version that a correction replaced is none. */
const isConflict = (known: RecordedShipment | undefined, fact: ShipmentFact): boolean =>
  known !== undefined && known.digest !== fact.digest && !known.replaced.includes(fact.digest);

/**
 * A ship confirmation is a physical fact: recorded whatever the order's state, never refused, quantities per shipment
 * id added once. What contradicts becomes an exception for a person.
 */
export function shipmentConfirmed(state: OrderState, env: Confirmation, policy: Policy): Decision {
  const { shipments, orderComplete, expected } = env.message;
  const known = (fact: ShipmentFact) => state.shipments.find((other) => other.shipmentId === fact.shipmentId);
  const fresh = shipments.filter(
    (fact, i) => !known(fact) && shipments.findIndex((s) => s.shipmentId === fact.shipmentId) === i,
  );
  const conflicting = shipments.filter((fact) => isConflict(known(fact), fact));
  const claims = orderComplete && !state.completion && !state.closedAs;
  if (fresh.length === 0 && conflicting.length === 0 && !claims) return nothing('these shipments are already recorded');

  let after = withShipments(state, env, fresh, policy);
  if (conflicting.length > 0) after = { ...after, exceptions: raise(after, 'SHIPMENT_CONFLICT', env) };
  if (claims) after = { ...after, completion: { claimedAt: env.at, expected } };
  const data = {
    shipmentIds: fresh.map((fact) => fact.shipmentId),
    ...(conflicting.length > 0 ? { conflictingShipmentIds: conflicting.map((fact) => fact.shipmentId) } : {}),
    trackingNumbers: fresh.flatMap((fact) => fact.trackingNumber ?? []),
    orderComplete,
  };
  if (state.closedAs) {
    const type = fresh.length > 0 ? 'shipment_recorded' : 'shipment_conflict';
    const message =
      fresh.length > 0
        ? 'A shipment was confirmed after the order was closed.'
        : 'A shipment of the closed order was confirmed again with other content.';
    return happened(env, type, message, changes(after), data);
  }
  if (unitsOpen(after) === 0)
    return happened(
      env,
      closeShipped(after, env).closedAs === 'SHIPPED' ? 'shipped' : 'closed_short',
      'The last open unit left the warehouse.',
      { ...changes(after), ...closeShipped(after, env) },
      data,
    );
  const arrived = expected.length > 0 && expected.every((id) => after.shipments.some((s) => s.shipmentId === id));
  if (after.completion && (arrived || policy.completionGraceMs === 0))
    return closeShort(after, env, changes(after), data, policy);
  if (fresh.length > 0)
    return happened(env, 'partially_shipped', 'Part of the order left the warehouse.', changes(after), data);
  if (claims)
    return happened(
      env,
      'completion_claimed',
      'The warehouse closed the order; late parts are awaited briefly.',
      changes(after),
      data,
    );
  return happened(env, 'shipment_conflict', 'A shipment was confirmed again with other content.', changes(after), data);
}

/** Replaces a recorded shipment by its corrected version; the old one stays in the record. */
export function correctShipment(
  state: OrderState,
  env: Envelope<Extract<Command, { type: 'correct_shipment' }>>,
  policy: Policy,
): Decision {
  const { shipment } = env.message;
  const old = state.shipments.find((other) => other.shipmentId === shipment.shipmentId);
  if (!old) return refused('SHIPMENT_NOT_FOUND', `No shipment ${shipment.shipmentId} is recorded.`);
  if (old.digest === shipment.digest) return nothing('the correction says what is recorded');
  const closed = state.closedAs !== null;
  const applied = applyShipment(revertShipment(state.lines, old, closed), shipment);
  const settled = settle(
    state.exceptions,
    ['SHIPMENT_CONFLICT', 'OVER_SHIPPED', 'UNKNOWN_LINE_SHIPPED'],
    env.at,
    'corrected',
  );
  const over = applied.lines
    .filter((line) => line.overShipped > policy.overShipTolerance)
    .map((line) => line.lineNumber);
  const overRaised = over.length > 0 ? raise({ ...state, exceptions: settled }, 'OVER_SHIPPED', env, over) : settled;
  const exceptions =
    applied.unknown.length > 0
      ? raise({ ...state, exceptions: overRaised }, 'UNKNOWN_LINE_SHIPPED', env, applied.unknown)
      : overRaised;
  const shipments = state.shipments.map((other) =>
    other === old
      ? {
          ...recorded(shipment, env.at, old.version + 1),
          trackingRank: old.trackingRank,
          replaced: [...old.replaced, old.digest],
        }
      : other,
  );
  const after = { ...state, lines: applied.lines, exceptions };
  const close = !closed && unitsOpen(after) === 0 ? closeShipped(after, env) : {};
  const data = { shipmentId: shipment.shipmentId, shipmentIds: [shipment.shipmentId], version: old.version + 1 };
  return happened(
    env,
    'shipment_corrected',
    `Shipment ${shipment.shipmentId} corrected, version ${old.version + 1}.`,
    { lines: applied.lines, exceptions, shipments, ...close },
    data,
  );
}
