import { OK } from '../../contract/dcl/answers';
import { INVENTORY_TYPE, ITEM_FIELDS, ItemsAnswer, renderItem, type StockView } from '../../contract/dcl/items';
import { ItemQuery } from '../../contract/dcl/queries';
import { announcedUnits, itemFigures, listItems } from '../../store/itemFigures';
import type { ApiDeps } from '../deps';
import { route, type Route } from '../route';
import { bearerOf } from '../tenant';
import type { Door } from './doors';
import { accountsOf, project } from './reading';

/** `GET …/items`: stock of the client's items, over its accounts and their buildings. */
export const itemsRoute = (deps: ApiDeps, { base, suffix }: Door): Route =>
  route({
    method: 'get',
    path: `${base}/items`,
    id: `listDclItems${suffix}`,
    summary: 'Items with their stock',
    tag: 'DCL',
    access: { scope: 'orders:read', basic: true },
    query: ItemQuery,
    responses: { 200: ItemsAnswer },
  })(async (call) => {
    const { item_numbers: named, inventory_type: type, fields, page, page_size: limit, include_lot: lots } = call.query;
    const { numbers } = await accountsOf(deps, bearerOf(call));
    const other = type && type !== INVENTORY_TYPE && type !== 'any';
    const skuIds = named && named.length > 0 ? named : undefined;
    const place = { skuIds, limit, offset: (page - 1) * limit };
    const stock = other ? [] : await stockOf(deps, [...numbers.keys()], place);
    const items = stock.map((each) => renderItem(each, lots ?? false));
    return { status: 200, body: { ...OK, items: project(items, fields, ITEM_FIELDS) } };
  });

/** The one place where the figures come from. */
async function stockOf(
  { db }: ApiDeps,
  units: readonly string[],
  page: Parameters<typeof listItems>[2],
): Promise<StockView[]> {
  const items = await listItems(db, units, page);
  const skuIds = items.map(({ skuId }) => skuId);
  const [figures, announced] = await Promise.all([itemFigures(db, units, skuIds), announcedUnits(db, units, skuIds)]);
  return items.map((item) => ({
    ...item,
    announced: announced.get(item.skuId) ?? 0,
    lots: figures.filter(({ skuId }) => skuId === item.skuId),
  }));
}
