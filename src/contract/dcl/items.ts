import { z } from 'zod';
import { ENVELOPE } from './answers';

/** Whole units of one lot of an item, or (empty) of its stock without lots. */
export interface LotView {
  lot: string;
  onHand: number;
  /** Of these not for sale. */
  onHold: number;
  /** Promised to orders that have not left. */
  committed: number;
  /** Ordered, and none was there to promise. */
  shortOf: number;
}

/** Stock of an item, as our books have it. */
export interface StockView {
  skuId: string;
  description: string | null;
  lots: readonly LotView[];
  /** Announced and not here yet. */
  announced: number;
}

/** We keep one kind of stock. */
export const INVENTORY_TYPE = 'GOOD';

const units = z.number().int();
const text = z.string().nullish();

const Lot = z.object({
  lot_number: z.string(),
  expiration_date: text,
  on_hand: units,
  on_hold: units,
  committed: units,
  in_process: units,
  available: units,
});

export const Item = z
  .object({
    item_number: z.string(),
    description: text,
    open_wo: units,
    open_po: units,
    open_rma: units,
    on_demand: units,
    on_hand: units,
    on_hold: units,
    committed: units,
    available: units,
    in_process: units,
    net_available: units,
    min_quantity: units,
    dcl_quantity: units,
    inventory_type: z.string(),
    lots: z.array(Lot),
  })
  .partial()
  .meta({ id: 'DclItem' });
export type Item = z.input<typeof Item>;
export const ITEM_FIELDS = Object.keys(Item.shape) as (keyof Item)[];

export const ItemsAnswer = z.object({ ...ENVELOPE, items: z.array(Item) }).meta({ id: 'DclItemsAnswer' });

/** What leaves is taken off at once, so nothing is ever in process. */
const IN_PROCESS = 0;

/** available = on hand − on hold − committed − in process. */
const availableOf = ({ onHand, onHold, committed }: Omit<LotView, 'lot'>): number =>
  onHand - onHold - committed - IN_PROCESS;

/** An item in the contract's words; its net available may be negative. */
export function renderItem({ skuId, description, lots, announced }: StockView, withLots: boolean): Item {
  const sum = (name: 'onHand' | 'onHold' | 'committed' | 'shortOf') =>
    lots.reduce((total, lot) => total + lot[name], 0);
  const all = { onHand: sum('onHand'), onHold: sum('onHold'), committed: sum('committed'), shortOf: sum('shortOf') };
  return {
    item_number: skuId,
    description,
    open_wo: 0,
    open_po: announced,
    open_rma: 0,
    on_demand: all.shortOf,
    on_hand: all.onHand,
    on_hold: all.onHold,
    committed: all.committed,
    available: availableOf(all),
    in_process: IN_PROCESS,
    net_available: availableOf(all) - all.shortOf,
    min_quantity: 0,
    dcl_quantity: 0,
    inventory_type: INVENTORY_TYPE,
    lots: withLots ? lots.filter(({ lot }) => lot !== '').map(renderLot) : [],
  };
}

const renderLot = (lot: LotView): z.input<typeof Lot> => ({
  lot_number: lot.lot,
  on_hand: lot.onHand,
  on_hold: lot.onHold,
  committed: lot.committed,
  in_process: IN_PROCESS,
  available: availableOf(lot),
});
