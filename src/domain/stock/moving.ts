import { fault } from './fault';
import { rowsFor, type Portion } from './item';
import { posting, type PostingHead, type StockRules, type Verdict } from './rules';
import { spread } from './spread';
import type { Shelf, StockRow } from './stock';

/** Units that go from one place of a building to another; the building has as many as before. */
export interface MoveItem {
  quantity: number;
  from: Portion;
  to: Portion;
}

export function putAway(shelf: Shelf, { quantity, from, to }: MoveItem, { arrivedAt }: StockRules): Verdict {
  const [source] = rowsFor(shelf, from);
  const [target] = rowsFor(shelf, to);
  if (!target || shelf.every(({ gone }) => gone)) return fault('unknown_product', 'no record of it at this location');
  if (quantity < 1) return fault('bad_quantity', 'at least one unit');
  if (!source || source.onHand < quantity) {
    return fault('below_zero', `${quantity} to put away, ${source?.onHand ?? 0} there`);
  }
  const head: PostingHead = { reason: 'PUT_AWAY', asOf: arrivedAt };
  return {
    postings: [posting(source, { onHand: -quantity }, head), posting(target, { onHand: quantity }, head)],
  };
}

/** The counted figure of one bin is booked. */
export function audited(row: StockRow, counted: number, reference: string, { arrivedAt }: StockRules): Verdict {
  if (counted < 0) return fault('bad_quantity', 'a count is not negative');
  return spread([row], counted - row.onHand, { reason: 'AUDIT', reference, asOf: arrivedAt });
}

/** The picker found fewer than the bin should hold. */
export function shortPicked(
  shelf: Shelf,
  portion: Portion,
  missing: number,
  reference: string,
  rules: StockRules,
): Verdict {
  const rows = rowsFor(shelf, portion);
  if (rows.length === 0) return fault('unknown_product', 'no record of it at this location');
  if (missing < 1) return fault('bad_quantity', 'at least one unit');
  return spread(rows, -missing, {
    reason: 'SHORT_PICK',
    reference,
    asOf: rules.arrivedAt,
    mayGoBelow: rules.mayGoBelow,
  });
}

/** All figures of some rows become nothing; refused while goods are bound. */
export function removal(rows: readonly StockRow[], { arrivedAt }: Pick<StockRules, 'arrivedAt'>): Verdict {
  const bound = rows.reduce((units, { allocated, pending }) => units + allocated + pending, 0);
  if (bound > 0) return fault('still_allocated', `${bound} units are bound to orders`);
  const head: PostingHead = { reason: 'DELETE', asOf: arrivedAt };
  return { postings: rows.map((row) => posting(row, { onHand: -row.onHand }, head)) };
}
