import type { Command, Decision, Envelope, Message, OrderState, Policy, StepName } from '../../src/domain/order';
import { createOrder, deadlines, decide, dueStep, evolve, isCommand, next, raise } from '../../src/domain/order';
import { policy as settled } from '../domain/order-arbitraries';

/**
 * The real rules over numbered states. States are immutable, so each is kept once; instants are all projected to one,
 * because which of two came first is a choice of the search, not of a clock.
 */
export const NOW = '2026-03-02T08:00:00.000Z';
const INSTANT = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g;
export const NUMBER = 'SO0000000001';

export const policy: Policy = { ...settled, firstScanMs: 0 };

const states: OrderState[] = [];
const numbers = new Map<string, number>();

export const order = (n: number): OrderState => states[n] as OrderState;

export function numberOf(state: OrderState): number {
  const anonymous = { ...state, exceptions: state.exceptions.map((e) => ({ ...e, cause: '' })) };
  const text = JSON.stringify(anonymous).replace(INSTANT, NOW);
  const known = numbers.get(text);
  if (known !== undefined) return known;
  numbers.set(text, states.length);
  return states.push(JSON.parse(text) as OrderState) - 1;
}

/** A new parcel order of so many units of one article. */
export function newOrder(units: number, fillPolicy: '2' | '3'): number {
  const dates = {
    doNotShipBefore: null,
    orderDropDate: null,
    cancelAfter: null,
    cancelIfNotDeliveredBy: null,
    requestedShipDate: null,
  };
  const facts = { buildingId: 'LDN1', channel: 'b2c', carrierCode: null, serviceCode: null, fillPolicy, jobId: null };
  const lines = [{ lineNumber: '1', skuId: 'A', quantity: units }];
  const key = { businessUnitId: 'BU1', orderNumber: 'N-1' };
  const input = { key, salesOrderNumber: NUMBER, policy, at: NOW, cause: 'create', actor: 'client' as const };
  return numberOf(
    createOrder({ ...input, facts: { ...facts, channel: 'b2c', dates, lines, addressSuspect: false } }).state,
  );
}

const mail = new Map<string, Envelope>();

/** A message by a short name, under which queues and histories hold it; the name is its cause unless one is given. */
export function post(name: string, message: Message, cause = name): string {
  if (!mail.has(name)) mail.set(name, { cause, at: NOW, actor: isCommand(message) ? 'client' : 'system', message });
  return name;
}
export const envelope = (name: string): Envelope => mail.get(name) as Envelope;
export const causeOf = (name: string): string => envelope(name).cause;
export const commandNamed = (name: string): boolean => isCommand(envelope(name).message);
export const isCallback = (name: string): boolean => /^(ack|rej|yes|no|ship)\//.test(name);

export interface Decided {
  kind: 'event' | 'nothing' | 'refusal';
  /** The state after the event; the same state where there is none. */
  after: number;
}

const decisions = new Map<string, Decided>();
const kindOf = (decision: Decision): Decided['kind'] =>
  'event' in decision ? 'event' : 'refusal' in decision ? 'refusal' : 'nothing';

/** What `decide` and `evolve` make of a message. */
export function decideOn(n: number, name: string): Decided {
  const key = `${n} ${name}`;
  let known = decisions.get(key);
  if (!known) {
    const state = order(n);
    const env = envelope(name);
    const [deadline] = env.message.type === 'deadline' ? deadlines(state, policy) : [];
    const decision = decide(state, { ...env, at: deadline?.at ?? env.at }, policy);
    const after = 'event' in decision ? numberOf(evolve(state, decision.event)) : n;
    decisions.set(key, (known = { kind: kindOf(decision), after }));
  }
  return known;
}

export type Due = { do: 'step'; step: StepName; attempt: number } | { do: 'wait' } | { do: 'end' };
const due = new Map<string, Due>();

/** What `next` says is due. No deadline has passed: those come as messages of their own. */
export function nextOf(n: number, busy: boolean): Due {
  const key = `${n} ${busy}`;
  let known = due.get(key);
  if (!known) {
    const what = next(order(n), NOW, policy, busy);
    if (what.do === 'message') throw new Error('no deadline has passed at the beginning of time');
    due.set(key, (known = what));
  }
  return known;
}

/** The first deadline that an order still has, as a message; null when nothing will happen by itself. */
export function deadlineOf(n: number): string | null {
  const [first] = [...deadlines(order(n), policy)].sort((a, b) => (a.at < b.at ? -1 : 1));
  return first ? post(`deadline/${first.kind}/${order(n).sequence}`, { type: 'deadline', kind: first.kind }) : null;
}

export const stepDue = (n: number): StepName | null => dueStep(order(n), NOW);
export const closed = (n: number): boolean => order(n).closedAs !== null;
export const hasException = (n: number, code: string): boolean => order(n).exceptions.some((e) => e.code === code);

/** The state that a process ahead of its row writes back: one event more than both, and an exception. */
export function writtenBack(ahead: number, behind: number): number {
  const state = order(ahead);
  const exceptions = raise(state, 'RECORD_BEHIND', { at: NOW, cause: '' });
  const base = { ...state, sequence: Math.max(state.sequence, order(behind).sequence) };
  return numberOf(evolve(base, { type: 'restored', at: NOW, change: { ...changeable(state), exceptions } }));
}

/** The state after a person was told of a difference with the warehouse's books. */
export function compared(n: number): number {
  const change = { exceptions: raise(order(n), 'RECORD_BEHIND', { at: NOW, cause: '' }) };
  return numberOf(evolve(order(n), { type: 'restored', at: NOW, change }));
}

function changeable({ key: _key, sequence: _sequence, status: _status, ...facts }: OrderState) {
  return facts;
}

/** The same state with other members, for rules that are switched off. */
export const patched = (n: number, change: Partial<OrderState>): number => numberOf({ ...order(n), ...change });

export const cancelCommand = (n: number): string =>
  post(`cancel/${n}`, { type: 'cancel', reason: 'CLIENT' } as Command);
export const redropCommand = (): string => post('redrop/1', { type: 'release' });
