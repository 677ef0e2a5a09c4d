import type { OrderState } from '../order/state';
import type { Quantities } from './stock';

/** What one sales order has of one product: units bound to it, and units that have left for it. */
export interface StockClaim {
  buildingId: string;
  skuId: string;
  allocated: number;
  shipped: number;
}

/**
 * All that an order has of its building's stock. Units are bound to it from its creation until they ship, are cancelled or
 * go to another order; what has shipped is what the recorded shipments say, also goods that are on no line of the order.
 */
export function stockClaims({ facts, lines, shipments, closedAs }: OrderState): StockClaim[] {
  const { buildingId } = facts;
  if (buildingId === null) return [];
  const claims = new Map<string, StockClaim>();
  const add = (skuId: string, allocated: number, shipped: number): void => {
    const claim = claims.get(skuId) ?? { buildingId, skuId, allocated: 0, shipped: 0 };
    claim.allocated += allocated;
    claim.shipped += shipped;
    claims.set(skuId, claim);
  };
  for (const { skuId, open, allocated } of lines) add(skuId, closedAs === null ? open + allocated : 0, 0);
  for (const shipment of shipments) {
    for (const { skuId, quantity } of shipment.lines) add(skuId, 0, quantity);
  }
  return [...claims.values()].filter(({ allocated, shipped }) => allocated > 0 || shipped > 0);
}

/** What a change of an order does to one product in one building. */
export interface StockEffect extends Pick<Quantities, 'onHand' | 'allocated'> {
  buildingId: string;
  skuId: string;
}

const NONE = { allocated: 0, shipped: 0 };

/** The difference that an order's change makes to the stock; `before` null: the order is new. */
export function stockEffects(before: OrderState | null, after: OrderState): StockEffect[] {
  const keyOf = ({ buildingId, skuId }: StockClaim): string => JSON.stringify([buildingId, skuId]);
  const old = new Map((before ? stockClaims(before) : []).map((claim) => [keyOf(claim), claim]));
  const now = new Map(stockClaims(after).map((claim) => [keyOf(claim), claim]));
  return [...new Map([...old, ...now])].flatMap(([key, { buildingId, skuId }]) => {
    const was = old.get(key) ?? NONE;
    const is = now.get(key) ?? NONE;
    const effect = { onHand: was.shipped - is.shipped, allocated: is.allocated - was.allocated };
    return effect.onHand === 0 && effect.allocated === 0 ? [] : [{ buildingId, skuId, ...effect }];
  });
}

/** Whether an event may have changed what its order claims. */
export const touchesStock = (change: object): boolean =>
  ['lines', 'shipments', 'facts', 'closedAs'].some((member) => member in change);
