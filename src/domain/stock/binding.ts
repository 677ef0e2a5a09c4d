import type { Instant } from '../order/state';
import { fault } from './fault';
import { rowsFor, type Portion } from './item';
import { posting, type PostingHead, type StockRules, type Verdict } from './rules';
import { spread } from './spread';
import { sellable, sum, type Posting, type Shelf } from './stock';

/** What is bound to one item of another system's order. */
export interface Binding {
  stockId: number;
  allocated: number;
  pending: number;
}

/** What binds or frees: units for one item of a shipment. */
export interface BindItem extends Portion {
  quantity: number;
  /** `shipment/{id}/{order item}`: names the allocation in the ledger. */
  reference: string;
}

const units = (quantity: number): Verdict | null => (quantity < 1 ? fault('bad_quantity', 'at least one unit') : null);

/** Binds units: to goods that are there and free, the rest waits as pending where the business unit lets it. */
export function allocate(shelf: Shelf, item: BindItem, rules: StockRules): Verdict {
  const rows = rowsFor(shelf, item);
  const [target] = rows;
  if (!target || shelf.every(({ gone }) => gone)) return fault('unknown_product', 'no record of it at this location');
  const bad = units(item.quantity);
  if (bad) return bad;
  const { onHand, allocated, pending } = sum(rows);
  const free = Math.max(0, onHand - allocated - pending);
  const bound = Math.min(free, item.quantity);
  if (bound < item.quantity && !rules.allocatesBeyondStock) {
    return fault('beyond_stock', `${item.quantity} wanted, ${free} available`);
  }
  const head: PostingHead = { reason: 'ALLOCATE', reference: item.reference, asOf: rules.arrivedAt };
  return { postings: [posting(target, { allocated: bound, pending: item.quantity - bound }, head)] };
}

const rowOf = (shelf: Shelf, { stockId }: Binding) => shelf.find((row) => row.stockId === stockId);

/** Frees units, waiting ones first; with `andTaken` the goods are gone too. */
export function deallocate(
  shelf: Shelf,
  item: BindItem,
  binding: Binding,
  { arrivedAt, mayGoBelow }: StockRules,
  andTaken = false,
): Verdict {
  const row = rowOf(shelf, binding);
  const bad = units(item.quantity);
  if (bad) return bad;
  if (!row || item.quantity > binding.allocated + binding.pending) {
    return fault('not_allocated', `${item.quantity} to free, ${binding.allocated + binding.pending} bound`);
  }
  const waiting = Math.min(binding.pending, item.quantity);
  const bound = item.quantity - waiting;
  const head: PostingHead = {
    reason: 'DEALLOCATE', reference: item.reference, asOf: arrivedAt, undoes: 'ALLOCATE', mayGoBelow,
  }; // prettier-ignore
  const freed = posting(row, { allocated: -bound, pending: -waiting }, head);
  return andTaken ? withGoods(shelf, item, bound, freed, head) : { postings: [freed] };
}

/** Ships units: they are bound no more, and not on hand. */
export function fulfil(shelf: Shelf, item: BindItem, binding: Binding, { arrivedAt, mayGoBelow }: StockRules): Verdict {
  const row = rowOf(shelf, binding);
  const bad = units(item.quantity);
  if (bad) return bad;
  if (!row || item.quantity > binding.allocated + binding.pending) {
    return fault('not_allocated', `${item.quantity} to ship, ${binding.allocated + binding.pending} bound`);
  }
  const bound = Math.min(binding.allocated, item.quantity);
  const head: PostingHead = { reason: 'FULFILL', reference: item.reference, asOf: arrivedAt, mayGoBelow };
  const freed = posting(row, { allocated: -bound, pending: bound - item.quantity }, head);
  return withGoods(shelf, item, item.quantity, freed, head);
}

function withGoods(shelf: Shelf, item: BindItem, quantity: number, freed: Posting, head: PostingHead): Verdict {
  if (quantity === 0) return { postings: [freed] };
  const rows = rowsFor(shelf, item);
  const from = rows.length > 0 ? rows : shelf.filter(({ stockId }) => stockId === freed.stockId);
  const taken = spread(from, -quantity, head);
  if ('fault' in taken) return taken;
  const [first, ...others] = taken.postings;
  const same = first && first.stockId === freed.stockId;
  return { postings: same ? [{ ...freed, onHand: first.onHand }, ...others] : [freed, ...taken.postings] };
}

/** Turns waiting units of one allocation into bound ones as far as free goods reach; null: none. */
export function releasePending(shelf: Shelf, binding: Binding, reference: string, asOf: Instant): Posting | null {
  const row = rowOf(shelf, binding);
  const { onHand, allocated } = sum(sellable(shelf));
  const ready = Math.min(binding.pending, Math.max(0, onHand - allocated));
  if (!row || ready === 0) return null;
  return posting(row, { allocated: ready, pending: -ready }, { reason: 'PENDING_RELEASED', reference, asOf });
}
