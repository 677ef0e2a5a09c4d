import { fault } from './fault';
import { posting, type PostingHead, type Verdict } from './rules';
import type { StockRow } from './stock';

/**
 * Changes what is on hand over the rows of a product: more goes to the first row, less is taken from the rows in their
 * order. What they do not have is owed by the first, where that is allowed. At least one posting, if only of nothing.
 *
 * @throws RangeError without rows
 */
export function spread(rows: readonly StockRow[], delta: number, head: PostingHead): Verdict {
  const [first, ...others] = rows;
  if (!first) throw new RangeError('no row to post on');
  if (delta >= 0) return { postings: [posting(first, { onHand: delta }, head)] };
  let rest = -delta;
  const take = (row: StockRow): number => {
    const taken = Math.min(rest, Math.max(0, row.onHand));
    rest -= taken;
    return taken;
  };
  const fromFirst = take(first);
  const taken = others.map((row) => ({ row, units: take(row) })).filter(({ units }) => units > 0);
  if (rest > 0 && !head.mayGoBelow) return fault('below_zero', `${rest} more than there are`);
  const owed = fromFirst + rest;
  return {
    postings: [
      ...(owed > 0 || taken.length === 0 ? [posting(first, { onHand: -owed }, head)] : []),
      ...taken.map(({ row, units }) => posting(row, { onHand: -units }, head)),
    ],
  };
}
