import { deallocate, fault, putAway, shortPicked, type Portion } from '../../domain/stock';
import { holdAllocations, saveAllocations, type Allocation } from '../../store/stock/allocations';
import { referenceOf } from './bindings';
import { productWork, type Judging, type ProductItem } from './productWork';

export interface PutAwayItem extends ProductItem {
  quantity: number;
  from: Portion;
  to: Portion;
}

/** Goods go from one bin to another; a line of a put-away list. */
export const putAwayWork = productWork<PutAwayItem>({
  creates: false,
  portions: ({ from, to }) => [from, to],
  async begin(): Promise<Judging<PutAwayItem>> {
    return { judge: putAway };
  },
});

export interface ShortPickItem extends ProductItem, Portion {
  /** Units that were not there. */
  quantity: number;
  shipmentId: number;
  orderItemId: number;
}

/** A picker found fewer than there should be: they are not on hand, and what was bound to them is free to go elsewhere. */
export const shortPickWork = productWork<ShortPickItem>({
  creates: false,
  portions: ({ lot, serial, status, bin }) => [{ lot, serial, status, bin }],
  async begin(tx, { businessUnitId }, items): Promise<Judging<ShortPickItem>> {
    const shipmentIds = [...new Set(items.map(({ shipmentId }) => shipmentId))];
    const held = await holdAllocations(tx, businessUnitId, { shipmentIds });
    const changed = new Set<Allocation>();
    const find = (item: ShortPickItem) =>
      held.find(({ shipmentId, orderItemId }) => shipmentId === item.shipmentId && orderItemId === item.orderItemId);
    return {
      judge(shelf, item, rules) {
        const allocation = find(item);
        if (!allocation) return fault('not_allocated', `nothing is bound to shipment ${item.shipmentId}`);
        const reference = referenceOf(allocation);
        const missing = shortPicked(shelf, item, item.quantity, reference, rules);
        const freed = deallocate(shelf, { ...item, reference }, allocation, rules);
        if ('fault' in missing) return missing;
        return 'fault' in freed ? freed : { postings: [...missing.postings, ...freed.postings] };
      },
      applied(item, _place, postings) {
        const allocation = find(item);
        if (!allocation) return;
        for (const { allocated, pending } of postings) {
          allocation.allocated += allocated;
          allocation.pending += pending;
        }
        allocation.waveId = null;
        changed.add(allocation);
      },
      settle: () => saveAllocations(tx, [...changed]),
    };
  },
});
