import type { Instant } from '../order/state';
import { fault } from './fault';
import { rowsFor, type CountItem } from './item';
import { beyondGuard, type StockRules, type Verdict } from './rules';
import { spread } from './spread';
import { sum, type Shelf, type StockRow } from './stock';

const latestOf = (rows: readonly StockRow[]): Instant | null =>
  rows.reduce<Instant | null>(
    (at, { movedAsOf }) => (movedAsOf && (at === null || movedAsOf > at) ? movedAsOf : at),
    null,
  );

const UNKNOWN = fault('unknown_product', 'no record of it at this location');

/**
 * A count: on hand becomes what was counted; what is bound to orders stays as it is. A count that says when it was made
 * does not undo what has happened since; to one that does not say, what came after its arrival is added.
 */
export function refresh(shelf: Shelf, item: CountItem, rules: StockRules): Verdict {
  const rows = rowsFor(shelf, item);
  if (rows.length === 0) return UNKNOWN;
  if (item.quantity < 0) return fault('bad_quantity', 'a count is not negative');
  if ((item.serial ?? '') !== '' && item.quantity > 1) return fault('bad_quantity', 'a serial number is one unit');
  const asOf = item.asOf !== undefined && item.asOf < rules.arrivedAt ? item.asOf : rules.arrivedAt;
  const known = latestOf(rows);
  if (item.asOf !== undefined && known !== null && known > asOf) {
    return fault('fenced', `counted ${asOf}, and the stock has moved ${known}`);
  }
  const since = rows.reduce((units, row) => units + row.movedSince, 0);
  const delta = item.quantity + since - sum(rows).onHand;
  const tooFar = known === null ? null : beyondGuard(delta, rules);
  return tooFar ? { fault: tooFar } : spread(rows, delta, { reason: 'REFRESH', asOf, mayGoBelow: since < 0 });
}

/** A difference: on hand grows or shrinks by it. */
export function adjust(shelf: Shelf, item: CountItem, rules: StockRules): Verdict {
  const rows = rowsFor(shelf, item);
  if (rows.length === 0 || shelf.every(({ gone }) => gone)) return UNKNOWN;
  const tooFar = beyondGuard(item.quantity, rules);
  if (tooFar) return { fault: tooFar };
  return spread(rows, item.quantity, { reason: 'ADJUST', asOf: rules.arrivedAt, mayGoBelow: rules.mayGoBelow });
}
