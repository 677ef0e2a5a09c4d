import { setTimeout as sleep } from 'node:timers/promises';
import type { Booking, StepResult } from '../../domain/order';
import { bookingReference, stepMessageId } from '../../domain/order';
import type { BookRequest, Connection } from '../../partners';
import { PartnerError } from '../../partners';
import { adoptBooking, createBooking, endBooking, leaveBooking } from '../../store/bookings';
import { findDocument } from '../../store/notes';
import type { ActivityDeps } from '../deps';
import { afterFailure } from './asking';
import type { Later, Limits, StepCall, StepItem } from './step';
import { isLater } from './step';

/**
 * Steps with the TMS. A carrier's interface takes one shipment a call, so lists are walked one by one; freight orders
 * are few and each call is slow on the carrier's side.
 */
type Ask = (deps: ActivityDeps, tms: Connection, item: StepItem, limits: Limits) => Promise<StepResult>;

const oneByOne =
  (ask: Ask): StepCall =>
  async (deps, items, limits) => {
    const results: (StepResult | Later)[] = [];
    for (const item of items) {
      const tms = await deps.directory.tms(item.record.orgId);
      results.push(tms ? await ask(deps, tms, item, limits).catch(afterFailure) : { later: 'NO_CONNECTION' });
    }
    return results;
  };

const member = ({ state }: StepItem) => ({
  businessUnitId: state.key.businessUnitId,
  customerOrderNumber: state.key.orderNumber,
  salesOrderNumber: state.salesOrderNumber,
});

const referenceOf = ({ state, attempt }: StepItem): string => bookingReference(state.salesOrderNumber, attempt);

/** Quotes for the request that the quote command stored. */
export const quote: StepCall = oneByOne(async (deps, tms, item, limits) => {
  const { requestCause } = item.state.tms;
  const request = requestCause ? await findDocument(deps.db, item.record.orderId, requestCause) : null;
  const shipment = { shipmentType: 'LTL', ...request };
  const messageId = stepMessageId(item.state, 'quote', item.attempt);
  const answer = await deps.partners.tms.quote(tms, { messageId, orders: [member(item)], shipment }, limits);
  return { kind: 'quoted', ...answer };
});

const OUR_WORDS: Record<string, string> = { OFFER_EXPIRED: 'QUOTE_EXPIRED', OFFER_UNKNOWN: 'QUOTE_EXPIRED' };

/** The booking's own row: there before the carrier is called, so that a lost answer leaves a trace of ours too. */
async function openRow(deps: ActivityDeps, item: StepItem): Promise<void> {
  const offer = item.state.tms.quotes.find((other) => other.quoteId === item.state.tms.approvedQuoteId);
  const { orgId, orderId } = item.record;
  const carrierCode = offer?.carrierCode ?? 'UNKNOWN';
  await createBooking(deps.db, { orgId, reference: referenceOf(item), carrierCode, orderIds: [orderId] });
}

async function adopted(deps: ActivityDeps, reference: string, booking: Booking): Promise<StepResult> {
  await adoptBooking(deps.db, reference, { bookingId: booking.bookingId, document: { ...booking } });
  return { kind: 'booked', booking };
}

/** Pause before a booking that surely was not sent (nobody listens, breaker open, throttled) is sent. */
const UNSENT_PAUSE_MS = 1000;

/** Sends the booking; goes on trying while it surely never arrived and the time allows. */
async function send(deps: ActivityDeps, tms: Connection, request: BookRequest, limits: Limits): Promise<Booking> {
  const end = Date.now() + limits.timeoutMs - UNSENT_PAUSE_MS;
  for (;;) {
    try {
      return await deps.partners.tms.book(tms, request, { ...limits, timeoutMs: end - Date.now() });
    } catch (err) {
      const unsent = err instanceof PartnerError && err.kind !== 'refused' && !err.mayHaveActed;
      if (!unsent || Date.now() + UNSENT_PAUSE_MS >= end) throw err;
      await sleep(UNSENT_PAUSE_MS, undefined, limits.signal ? { signal: limits.signal } : {});
    }
  }
}

/** Books the approved quote under our own reference. What may have happened is never tried again: it is looked up. */
export const book: StepCall = oneByOne(async (deps, tms, item, limits) => {
  const { approvedQuoteId, pickupStart, pickupEnd } = item.state.tms;
  const reference = referenceOf(item);
  await openRow(deps, item);
  const request = { reference, quoteId: approvedQuoteId ?? '', orders: [member(item)], pickupStart, pickupEnd };
  try {
    return await adopted(deps, reference, await send(deps, tms, request, limits));
  } catch (err) {
    if (!(err instanceof PartnerError)) throw err;
    const answer = afterFailure(err);
    if (isLater(answer) || answer.kind !== 'refused') return { kind: 'unknown' };
    await endBooking(deps.db, reference, 'failed');
    return { kind: 'refused', code: OUR_WORDS[answer.code] ?? answer.code };
  }
});

/** Finds the booking of a lost answer by our reference. */
export const lookup: StepCall = oneByOne(async (deps, tms, item, limits) => {
  const reference = referenceOf(item);
  await openRow(deps, item);
  const found = await deps.partners.tms.findByReference(tms, reference, limits);
  return found && found.status !== 'CANCELLED' ? adopted(deps, reference, found) : { kind: 'not_found' };
});

/** Leaves the booking; the last order to leave voids it at the carrier. Voiding again answers the same. */
export const voidBooking: StepCall = oneByOne(async (deps, tms, item, limits) => {
  const { booking } = item.state.tms;
  if (!booking) return { kind: 'done' };
  const { last } = await leaveBooking(deps.db, booking.reference, item.record.orderId);
  if (!last) return { kind: 'done' };
  await deps.partners.tms.voidBooking(tms, booking.bookingId, limits);
  await endBooking(deps.db, booking.reference, 'voided');
  return { kind: 'done' };
});
