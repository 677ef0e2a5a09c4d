import type { Action, Goods, OrderRecord, Step } from '../books/records';
import type { Profile } from '../profile';
import type { Suffix } from '../suffixes';
import { after } from '../world';
import { unitsOf } from './goods';

/** What a warehouse does by itself after a drop, as a list of steps with their times; one entry per suffix that changes it. */

type Planned = [ms: number, action: Action];
type Script = (p: Profile, order: OrderRecord) => Planned[];

const acknowledge = (p: Profile): Planned => [p.acknowledgeMs, { act: 'acknowledge' }];
const reject = (p: Profile): Planned => [
  p.acknowledgeMs,
  { act: 'reject', message: 'Not accepted by the warehouse', lines: [] },
];
const pick = (p: Profile): Planned => [p.pickMs, { act: 'pick' }];
const ship = (p: Profile, goods: Goods = 'all'): Planned => [
  p.shipMs,
  { act: 'ship', goods, part: 1, of: 1, complete: true },
];
const shipAgain = (p: Profile, changed: boolean): Planned => [p.shipMs + 100, { act: 'ship_again', changed }];

const plain: Script = (p) => [acknowledge(p), pick(p), ship(p)];
const stays: Script = (p) => [acknowledge(p)];
/** Where only the first attempt goes wrong, so that a re-drop succeeds. */
const firstAttempt =
  (script: Script): Script =>
  (p, order) =>
    order.attempt === 1 ? script(p, order) : plain(p, order);

const parts: Script = (p, order) => {
  const of = Math.min(3, unitsOf(order.lines));
  const part = (n: number, place: number): Planned => [
    p.shipMs + place * 100,
    { act: 'ship', goods: 'all', part: n, of, complete: n === of },
  ];
  const earlier = Array.from({ length: of - 1 }, (_, i) => part(i + 1, i + 1));
  return [acknowledge(p), pick(p), part(of, 0), ...earlier];
};

const SCRIPTS: Partial<Record<Suffix, Script>> = {
  ACKREJECT: firstAttempt((p) => [reject(p)]),
  NOACK: firstAttempt(() => []),
  REJECTTHENSHIP: (p) => [reject(p), ship(p)],
  NOSHIP: stays,
  PICKONLY: (p) => [acknowledge(p), pick(p)],
  NOPICK: (p) => [acknowledge(p), ship(p)],
  SHORT: (p) => [acknowledge(p), pick(p), [p.pickMs, { act: 'short_pick' }], ship(p, 'short')],
  OVERSHIP: (p) => [acknowledge(p), pick(p), ship(p, 'over')],
  DUPSHIP: (p, order) => [...plain(p, order), shipAgain(p, false)],
  CONFLICT: (p, order) => [...plain(p, order), shipAgain(p, true)],
  PARTS: parts,
  SHIPFIRST: (p) => [
    [p.acknowledgeMs, { act: 'ship', goods: 'all', part: 1, of: 1, complete: true }],
    [p.shipMs, { act: 'acknowledge' }],
  ],
  LATECANCEL: stays,
  NORECALL: stays,
  SLOWRECALL: stays,
};

/** Steps after a drop, in the order of their times. */
export function planOf(order: OrderRecord, suffix: Suffix | null, profile: Profile, now: Date): Step[] {
  if (profile.manual) return [];
  const script = (suffix && SCRIPTS[suffix]) ?? plain;
  return timed(script(profile, order), profile, now);
}

/** Steps of an order whose recall was refused at `now`: what is planned, then picking and shipping. */
export function goOn(order: OrderRecord, profile: Profile, now: Date): Step[] {
  const picking: Planned[] = order.status === 'picking' ? [] : [[profile.recallMs + profile.pickMs, { act: 'pick' }]];
  const [, shipping] = ship(profile);
  const rest = timed([...picking, [profile.recallMs + profile.shipMs, shipping]], profile, now);
  return [...order.plan, ...rest].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

function timed(planned: Planned[], profile: Profile, now: Date): Step[] {
  return planned
    .filter(([, action]) => profile.picking || action.act !== 'pick')
    .sort(([a], [b]) => a - b)
    .map(([ms, action]) => ({ ...action, at: after(now, ms) }));
}

/** Ids of all shipments of an order that leaves in `of` parts. */
export const shipmentIds = (order: OrderRecord, of: number) =>
  Array.from({ length: of }, (_, i) => shipmentId(order, i + 1));
export const shipmentId = (order: OrderRecord, n: number) => `${order.salesOrderNumber}-S${n}`;
