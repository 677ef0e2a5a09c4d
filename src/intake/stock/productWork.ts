import {
  fault,
  posted,
  stockRules,
  type Portion,
  type Posting,
  type ProductNames,
  type Shelf,
  type StockRules,
  type StockFault,
  type Verdict,
} from '../../domain/stock';
import { recentBuildings } from '../../store/buildings';
import type { Database, Queries } from '../../store/database';
import { frozenBins } from '../../store/stock/bins';
import { ensureStock, skusOf } from '../../store/stock/ensure';
import { holdStock, placeName, type ProductPlace } from '../../store/stock/hold';
import { postStock } from '../../store/stock/post';
import { DONE, type ItemOutcome, type PreparedItem, type StockList, type StockWork } from './work';

/** An item about one product; the list's location where it names none. */
export interface ProductItem {
  product: ProductNames;
  buildingId?: string;
}

/** How the items of one page are judged, one after the other, each on what the former left. */
export interface Judging<Item> {
  judge(shelf: Shelf, item: Item, rules: StockRules, place: ProductPlace): Verdict;
  /** An item is applied: its postings are going to be written. */
  applied?(item: Item, place: ProductPlace, postings: readonly Posting[]): void;
  /** After the ledger is written. */
  settle?(tx: Queries): Promise<void>;
}

/** What tells one kind of work on products from another. */
export interface ProductRules<Item extends ProductItem> {
  /** A product that nobody knows gets its record. */
  creates: boolean;
  /** The rows an item posts on, which have to be there. */
  portions(item: Item): Portion[];
  /** Whether an item touches the ledger; others only reach `applied`. */
  inLedger?(item: Item): boolean;
  begin(tx: Queries, list: StockList, items: readonly Item[]): Promise<Judging<Item>>;
}

const unknownLocation: StockFault = { code: 'unknown_location', detail: 'the location is not known' };
const unknownProduct = fault('unknown_product', 'no record of it at this location');

/** Work that goes product by product: prepared, locked, judged in order, posted in one statement. */
export function productWork<Item extends ProductItem>(rules: ProductRules<Item>): StockWork {
  return {
    async prepare(db, list, items) {
      const placed = (items as readonly Item[]).map((item) => ({
        item,
        buildingId: item.buildingId ?? list.buildingId,
      }));
      const known = await knownBuildings(
        db,
        list,
        placed.map(({ buildingId }) => buildingId),
      );
      const products = placed.map(({ item, buildingId }) => ({ ...item.product, buildingId }));
      const skus = await skusOf(db, list.businessUnitId, products, rules.creates);
      const prepared = placed.map(({ item, buildingId }, position): PreparedItem => {
        const skuId = skus[position] ?? null;
        return { position, buildingId, skuId, item, ...(known.has(buildingId) ? {} : { fault: unknownLocation }) };
      });
      const needed = prepared.flatMap(({ buildingId, skuId, item, fault: wrong }) => {
        if (wrong || skuId === null) return [];
        const { product } = item as Item;
        return rules.portions(item as Item).map((portion) => ({ ...portion, buildingId, skuId, names: product }));
      });
      await ensureStock(db, list.businessUnitId, needed);
      return prepared;
    },

    async apply(tx, list, items) {
      const places = items.flatMap(({ buildingId, skuId }) => (skuId === null ? [] : [{ buildingId, skuId }]));
      const shelves = await holdStock(tx, list.businessUnitId, places, list.arrivedAt);
      const isFrozen = await frozenAt(tx, list, items, rules);
      const judging = await rules.begin(
        tx,
        list,
        items.map(({ item }) => item as Item),
      );
      const postings: Posting[] = [];
      const outcomes = items.map((prepared): ItemOutcome => {
        const { buildingId, skuId, fault: wrong, position } = prepared;
        const item = prepared.item as Item;
        if (wrong) return { fault: wrong };
        if (skuId === null) return unknownProduct;
        const place = { buildingId, skuId };
        const frozen = rules.portions(item).find(({ bin = '' }) => isFrozen(buildingId, bin));
        if (frozen) return fault('bin_frozen', `bin ${frozen.bin} is being counted`);
        if (rules.inLedger?.(item) === false) {
          judging.applied?.(item, place, []);
          return DONE;
        }
        const shelf = shelves.get(placeName(place)) ?? [];
        const verdict = judging.judge(
          shelf,
          item,
          stockRules(list.settings, buildingId, list.arrivedAt, list.confirmed),
          place,
        );
        if ('fault' in verdict) return verdict;
        const own = verdict.postings.map((posting) => ({ ...posting, jobId: list.jobId, position }));
        postings.push(...own);
        shelves.set(placeName(place), posted(shelf, own));
        judging.applied?.(item, place, own);
        return DONE;
      });
      await postStock(tx, postings);
      await judging.settle?.(tx);
      return outcomes;
    },
  };
}

/** Those of the given buildings that serve the business unit. */
export const knownBuildings = (
  db: Database,
  { businessUnitId }: StockList,
  ids: readonly string[],
): Promise<Set<string>> => recentBuildings(db, businessUnitId, [...new Set(ids)]);

async function frozenAt<Item extends ProductItem>(
  tx: Queries,
  { businessUnitId }: StockList,
  items: readonly PreparedItem[],
  rules: ProductRules<Item>,
): Promise<(buildingId: string, bin: string) => boolean> {
  const binned = items.filter(({ item }) => rules.portions(item as Item).some(({ bin = '' }) => bin !== ''));
  const frozen = new Set<string>();
  for (const buildingId of new Set(binned.map((item) => item.buildingId))) {
    for (const bin of await frozenBins(tx, businessUnitId, buildingId)) frozen.add(JSON.stringify([buildingId, bin]));
  }
  return (buildingId, bin) => bin !== '' && frozen.has(JSON.stringify([buildingId, bin]));
}
