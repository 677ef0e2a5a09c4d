import { allocate, deallocate, fault, fulfil, type Portion, type Posting, type Verdict } from '../../domain/stock';
import type { Queries } from '../../store/database';
import { addAllocations, holdAllocations, saveAllocations, type Allocation } from '../../store/stock/allocations';
import type { ProductPlace } from '../../store/stock/hold';
import { productWork, type Judging, type ProductItem } from './productWork';
import type { StockList, StockWork } from './work';

/** Units of a product for one item of another system's order. */
export interface BoundItem extends ProductItem, Portion {
  quantity: number;
  orderId: number;
  orderItemId: number;
  /** 0 for a cart's. */
  shipmentId: number;
  cartId: string;
  /** Of a deallocation: the goods are gone too. */
  andTaken?: boolean;
  details?: Record<string, unknown>;
}

/** How the ledger calls an allocation. */
export const referenceOf = ({
  shipmentId,
  cartId,
  orderItemId,
}: Pick<Allocation, 'shipmentId' | 'cartId' | 'orderItemId'>): string =>
  shipmentId > 0 ? `shipment/${shipmentId}/${orderItemId}` : `cart/${cartId}/${orderItemId}`;

const portions = ({ lot, serial, status, bin }: BoundItem): Portion[] => [{ lot, serial, status, bin }];

export const allocateWork: StockWork = productWork<BoundItem>({
  creates: false,
  portions,
  async begin(_tx: Queries, { businessUnitId }: StockList): Promise<Judging<BoundItem>> {
    const added: Parameters<typeof addAllocations>[2][number][] = [];
    return {
      judge: (shelf, item, rules) => allocate(shelf, { ...item, reference: referenceOf(item) }, rules),
      applied({ orderId, orderItemId, shipmentId, cartId, details = {} }, place, postings) {
        for (const { stockId, allocated, pending } of postings) {
          added.push({ ...place, stockId, orderId, orderItemId, shipmentId, cartId, allocated, pending, details });
        }
      },
      settle: (tx) => addAllocations(tx, businessUnitId, added),
    };
  },
});

const isOf =
  (item: BoundItem, place: ProductPlace) =>
  (held: Allocation): boolean =>
    held.skuId === place.skuId &&
    held.buildingId === place.buildingId &&
    held.orderItemId === item.orderItemId &&
    (item.shipmentId > 0 ? held.shipmentId === item.shipmentId : held.cartId === item.cartId);

/** The allocation an item means: one that has enough, else the first. */
function chosen(held: readonly Allocation[], item: BoundItem, place: ProductPlace): Allocation | undefined {
  const own = held.filter(isOf(item, place));
  return own.find(({ allocated, pending }) => allocated + pending >= item.quantity) ?? own[0];
}

async function heldFor(tx: Queries, businessUnitId: string, items: readonly BoundItem[]): Promise<Allocation[]> {
  const shipmentIds = [...new Set(items.map(({ shipmentId }) => shipmentId).filter((id) => id > 0))];
  const cartIds = [...new Set(items.map(({ cartId }) => cartId).filter((id) => id !== ''))];
  const ofShipments = shipmentIds.length > 0 ? await holdAllocations(tx, businessUnitId, { shipmentIds }) : [];
  return [...ofShipments, ...(cartIds.length > 0 ? await holdAllocations(tx, businessUnitId, { cartIds }) : [])];
}

type Freeing = (allocation: Allocation, ...rest: Parameters<Judging<BoundItem>['judge']>) => Verdict;

/** Work that frees what was bound: judged against the allocation, which then has that much less. */
const freeingWork = (freeing: Freeing, ships: boolean): StockWork =>
  productWork<BoundItem>({
    creates: false,
    portions,
    async begin(tx, { businessUnitId }, items): Promise<Judging<BoundItem>> {
      const held = await heldFor(tx, businessUnitId, items);
      const changed = new Set<Allocation>();
      return {
        judge(shelf, item, rules, place) {
          const allocation = chosen(held, item, place);
          if (!allocation) return fault('not_allocated', `nothing is bound to ${referenceOf(item)}`);
          return freeing(allocation, shelf, item, rules, place);
        },
        applied(item, place, postings) {
          const allocation = chosen(held, item, place);
          if (!allocation) return;
          takeOff(allocation, postings);
          if (ships) allocation.fulfilled += item.quantity;
          changed.add(allocation);
        },
        settle: () => saveAllocations(tx, [...changed]),
      };
    },
  });

function takeOff(allocation: Allocation, postings: readonly Posting[]): void {
  for (const { allocated, pending } of postings) {
    allocation.allocated += allocated;
    allocation.pending += pending;
  }
}

export const deallocateWork = freeingWork(
  (allocation, shelf, item, rules) =>
    deallocate(shelf, { ...item, reference: referenceOf(allocation) }, allocation, rules, item.andTaken),
  false,
);

export const fulfilWork = freeingWork(
  (allocation, shelf, item, rules) => fulfil(shelf, { ...item, reference: referenceOf(allocation) }, allocation, rules),
  true,
);
