import type { Queries } from '../../store/database';
import { holdAllocations, saveAllocations, type Allocation } from '../../store/stock/allocations';

/** One item of a cart that has become an order's. */
export interface CartItem {
  orderItemId: number;
  /** As the cart called it; null: as the order does. */
  cartItem: string | null;
  shipmentId: number;
}

const isOf =
  ({ orderItemId, cartItem }: CartItem) =>
  (held: Allocation): boolean =>
    cartItem === null
      ? held.orderItemId === orderItemId
      : held.details.cartItemID === cartItem || String(held.orderItemId) === cartItem;

/**
 * What is bound to a cart is bound to its order from now on; no quantity changes, and so nothing is entered in the ledger.
 * Answers the places of the items that the cart has nothing for.
 */
export async function moveCart(
  tx: Queries,
  businessUnitId: string,
  { cartId, orderId }: { cartId: string; orderId: number },
  items: readonly CartItem[],
): Promise<number[]> {
  const held = await holdAllocations(tx, businessUnitId, { cartIds: [cartId] });
  const free = new Set(held);
  const moved: Allocation[] = [];
  const left: number[] = [];
  items.forEach((item, at) => {
    const own = [...free].filter(isOf(item));
    if (own.length === 0) left.push(at);
    for (const allocation of own) {
      free.delete(allocation);
      moved.push({ ...allocation, orderId, orderItemId: item.orderItemId, shipmentId: item.shipmentId, cartId: '' });
    }
  });
  await saveAllocations(tx, moved);
  return left;
}
