import type { Goods } from '../books/records';

/** Anything that is counted: a line of an order, or of what comes in. */
interface Counted {
  quantity: number;
}

/** The lines that leave: as ordered, one unit less of the last line, or one more of the first. A line of nothing is left out. */
export function goodsOf<L extends Counted>(lines: L[], goods: Goods): L[] {
  const changed = lines.map((line, i) => ({
    ...line,
    quantity:
      line.quantity + (goods === 'over' && i === 0 ? 1 : 0) - (goods === 'short' && i === lines.length - 1 ? 1 : 0),
  }));
  return changed.filter((line) => line.quantity > 0);
}

export const unitsOf = (lines: Counted[]) => lines.reduce((sum, line) => sum + line.quantity, 0);

/** Part `n` (from 1) of `of` equal cuts through the units in line order; all parts together are the whole. */
export function cutOf<L extends Counted>(lines: L[], n: number, of: number): L[] {
  const total = unitsOf(lines);
  const from = Math.floor((total * (n - 1)) / of);
  const to = Math.floor((total * n) / of);
  let start = 0;
  return lines.flatMap((line) => {
    const end = start + line.quantity;
    const quantity = Math.min(end, to) - Math.max(start, from);
    start = end;
    return quantity > 0 ? [{ ...line, quantity }] : [];
  });
}
