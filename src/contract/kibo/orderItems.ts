import { z } from 'zod';
import { available } from '../../domain/stock';
import { baseFields, id64, locationCode, nameFields } from './common';
import { floorOf, safetyStockOf, shownProduct, type KnownStock } from './inventory';

export const OrderItemRequest = z
  .looseObject({
    ...baseFields,
    locationCode: locationCode.nullish(),
    orderID: id64,
    items: z
      .array(z.looseObject(nameFields))
      .max(1_000)
      .nullish()
      .meta({ description: 'Only these products; without it all of the order.' }),
  })
  .meta({ id: 'KiboOrderItemRequest' });

/** `PICKED` is published and never comes: a wave's picks are no entries of the ledger. */
const EVENT_TYPES = ['ALLOCATED', 'DEALLOCATED', 'FULFILLED', 'PICKED', 'DEALLOCATE_FULFILL'] as const;

const units = z.number().int();

export const OrderItemInformation = z
  .object({
    orderID: units,
    orderItemID: units,
    shipmentID: units,
    locationCode: z.string(),
    ...shownProduct,
    pendingQuantity: units,
    floor: units,
    safetyStock: units,
    allocates: units.meta({ description: 'Units bound to it so far.' }),
    deallocates: units,
    fulfills: units,
    picks: units,
    events: z.array(z.object({ date: z.string(), eventType: z.enum(EVENT_TYPES), quantity: units })),
  })
  .meta({ id: 'KiboOrderItemInformation' });
export type OrderItemInformation = z.infer<typeof OrderItemInformation>;

/** An entry of the ledger about an item. */
interface Entry {
  reason: string;
  onHand: number;
  allocated: number;
  pending: number;
  at: string;
}

/** What is bound to an item. */
interface Bound {
  orderId: number;
  orderItemId: number;
  shipmentId: number;
  allocated: number;
  pending: number;
}

type ShownEvent = OrderItemInformation['events'][number];

/** An entry as the contract names it; null for one that neither binds nor frees. */
function eventOf({ reason, onHand, allocated, pending, at }: Entry): ShownEvent | null {
  const quantity = Math.abs(allocated + pending);
  if (quantity === 0) return null;
  if (reason === 'ALLOCATE') return { date: at, eventType: 'ALLOCATED', quantity };
  if (reason === 'FULFILL') return { date: at, eventType: 'FULFILLED', quantity };
  return { date: at, eventType: onHand < 0 ? 'DEALLOCATE_FULFILL' : 'DEALLOCATED', quantity };
}

/** An order's item on the wire: what is bound, what lies where it is bound, and what has happened to it, oldest first. */
export function renderOrderItem(bound: Bound, stock: KnownStock, entries: readonly Entry[]): OrderItemInformation {
  const events = entries.flatMap((entry) => eventOf(entry) ?? []);
  const total = (...types: ShownEvent['eventType'][]): number =>
    events.reduce((sum, { eventType, quantity }) => sum + (types.includes(eventType) ? quantity : 0), 0);
  return {
    orderID: bound.orderId,
    orderItemID: bound.orderItemId,
    shipmentID: bound.shipmentId,
    locationCode: stock.buildingId,
    upc: stock.upc,
    partNumber: stock.partNumber,
    sku: stock.skuId,
    onHand: stock.onHand,
    available: available(stock),
    allocated: bound.allocated,
    pendingQuantity: bound.pending,
    floor: floorOf(stock),
    safetyStock: safetyStockOf(stock),
    allocates: total('ALLOCATED'),
    deallocates: total('DEALLOCATED', 'DEALLOCATE_FULFILL'),
    fulfills: total('FULFILLED'),
    picks: 0,
    events,
  };
}
