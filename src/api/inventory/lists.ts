import { endOf, startOf } from '../../contract/common/instants';
import { listOf } from '../../contract/common/list';
import {
  InventorySerialNumber,
  InventoryTransaction,
  SerialNumberQuery,
  TransactionQuery,
} from '../../contract/umg/inventory';
import { listSerials, type SerialPlace } from '../../store/stock/serials';
import { listTransactions } from '../../store/stock/transactions';
import type { ApiDeps } from '../deps';
import { listReply } from '../paging';
import { route, type Route } from '../route';
import { fromTextPlace, openList, path, shared, textPlace } from './reading';
import { renderSerial, renderTransaction } from './render';

/** The entries of the ledger that moved goods, and the units that have a number. */
export const inventoryListRoutes = (deps: ApiDeps): Route[] => [
  route({
    ...shared,
    path: path('transactions'),
    id: 'listInventoryTransactions',
    summary: 'What has moved, newest first',
    query: TransactionQuery,
    responses: { 200: listOf(InventoryTransaction) },
  })(async (call) => {
    const { businessUnitId, place, sign, direction } = await openList(deps, call, 'transactions');
    const { fromDate, toDate, ...filter } = call.query;
    const span = { from: startOf(fromDate) ?? undefined, to: endOf(toDate) ?? undefined };
    const page = await listTransactions(deps.db, businessUnitId, { ...filter, ...span }, { ...place, direction });
    return listReply(call.url, page, place, sign, renderTransaction);
  }),
  route({
    ...shared,
    path: path('serial_numbers'),
    id: 'listInventorySerialNumbers',
    summary: 'Units that have a serial number: where they are and when they came and went',
    query: SerialNumberQuery,
    responses: { 200: listOf(InventorySerialNumber) },
  })(async (call) => {
    const { businessUnitId, place, sign, direction } = await openList(deps, call, 'serial_numbers');
    const { skuId, serialNumber, buildingId, lotNumber, status } = call.query;
    const filter = { skuId, serialNumber, buildingId, lotNumber, status };
    const after = fromTextPlace<SerialPlace>(place);
    const page = await listSerials(deps.db, businessUnitId, filter, { ...place, after, direction });
    return listReply(call.url, { ...page, next: textPlace(page.next) }, place, sign, renderSerial);
  }),
];
