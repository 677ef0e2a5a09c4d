import { z } from 'zod';
import { MOST_ITEMS, type CountItem } from '../../domain/stock';
import { text } from '../common/fields';
import {
  baseFields,
  GoodsItem,
  goodsOf,
  int64,
  isNamed,
  locationCode,
  Moment,
  NAMELESS,
  Tags,
  toInstant,
} from './common';

const countFields = {
  tags: Tags.nullish(),
  deliveryDate: Moment.nullish(),
  externalID: text(100).nullish(),
  asOf: Moment.nullish().meta({ description: 'When it was counted (ours); older counts do not undo newer facts.' }),
};

const price = z.number().min(0).max(1e12).nullish();

export const RefreshItem = GoodsItem.extend({
  ...countFields,
  quantity: int64.min(0).max(1e12),
  LTD: z.number().nullish(),
  floor: int64.nullish(),
  safetyStock: int64.nullish(),
  retailPrice: price,
  currencyID: int64.nullish(),
  inventoryLocatorName: text(100).nullish(),
  attributes: z.array(text(200)).max(100).nullish(),
})
  .refine(isNamed, NAMELESS)
  .meta({ id: 'KiboRefreshItem' });

export const AdjustItem = GoodsItem.extend({ ...countFields, quantity: int64.min(-1e12).max(1e12) })
  .refine(isNamed, NAMELESS)
  .meta({ id: 'KiboAdjustItem' });

const head = { ...baseFields, locationCode, asOf: Moment.nullish() };

export const RefreshRequest = z
  .looseObject({ ...head, items: z.array(RefreshItem).max(MOST_ITEMS.REFRESH ?? 0) })
  .meta({ id: 'KiboRefreshRequest' });
export const AdjustRequest = z
  .looseObject({ ...head, items: z.array(AdjustItem).max(MOST_ITEMS.ADJUST ?? 0) })
  .meta({ id: 'KiboAdjustRequest' });

type WireCount = z.output<typeof RefreshItem> | z.output<typeof AdjustItem>;

/** Members that describe a product and its place, kept and shown as they came. */
const DESCRIBING = [
  'LTD', 'floor', 'safetyStock', 'retailPrice', 'currencyID', 'inventoryLocatorName', 'attributes', 'tags', 'condition',
  'date',
] as const; // prettier-ignore

/** An item of the wire as the ledger takes it. */
export function countItem(item: WireCount, countedAt?: string | null): CountItem {
  const said = DESCRIBING.flatMap((name) => {
    const value = (item as Record<string, unknown>)[name];
    return value === undefined || value === null ? [] : [[name, value] as const];
  });
  const asOf = item.asOf ?? countedAt;
  return {
    ...goodsOf(item),
    quantity: item.quantity,
    ...(asOf ? { asOf: toInstant(asOf) } : {}),
    ...(item.deliveryDate ? { deliveryDate: toInstant(item.deliveryDate) } : {}),
    ...(item.externalID ? { externalId: item.externalID } : {}),
    ...(said.length > 0 ? { attributes: Object.fromEntries(said) } : {}),
  };
}
