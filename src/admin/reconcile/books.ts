import { COMPARED_CODES, differences, openExceptions, type OrderState } from '../../domain/order';
import type { WarehouseBooks } from '../../domain/order/message';
import { PartnerError, type WmsClient } from '../../partners';
import { listConnections, pickConnection, type Connection } from '../../store/connections';
import type { Database } from '../../store/database';
import type { WorkOrder } from '../../store/orders/work';

export interface Compared {
  order: WorkOrder;
  books: WarehouseBooks;
  /** Where record and books differ; none where they agree. */
  codes: string[];
  /** The order's exceptions do not say so yet, or say what is no longer so. */
  news: boolean;
}

export interface ComparedPage {
  compared: Compared[];
  /** Orders whose building no warehouse connection serves. */
  noWarehouse: number;
  /** Warehouses that did not answer, with why. */
  silent: Map<string, string>;
}

const CALL_MS = 30_000;

/** Asks each order's warehouse what it has of it: one call per warehouse for a page of orders. */
export async function booksOf(db: Database, wms: WmsClient, orders: readonly WorkOrder[]): Promise<ComparedPage> {
  const page: ComparedPage = { compared: [], noWarehouse: 0, silent: new Map() };
  for (const [connection, group] of await byWarehouse(db, orders)) {
    if (!connection) {
      page.noWarehouse += group.length;
      continue;
    }
    try {
      const keys = group.map(({ key }) => key);
      const answers = await wms.inquire(connection, keys, { timeoutMs: CALL_MS });
      group.forEach((order, at) => {
        const { known = false, status = null, attempt = 0, shipmentIds = [] } = answers[at] ?? {};
        page.compared.push(compared(order, { status: known ? status : null, attempt, shipmentIds }));
      });
    } catch (err) {
      if (!(err instanceof PartnerError)) throw err;
      page.silent.set(connection.id, err.code);
    }
  }
  return page;
}

function compared(order: WorkOrder, books: WarehouseBooks): Compared {
  const codes = differences(order.state, books);
  return { order, books, codes, news: codes.join() !== openCodes(order.state).join() };
}

const openCodes = (state: OrderState): string[] => {
  const open = new Set(openExceptions(state).map(({ code }) => code));
  return COMPARED_CODES.filter((code) => open.has(code));
};

async function byWarehouse(db: Database, orders: readonly WorkOrder[]): Promise<Map<Connection | null, WorkOrder[]>> {
  const connections = new Map<string, Connection[]>();
  for (const orgId of new Set(orders.map((order) => order.orgId)))
    connections.set(orgId, await listConnections(db, orgId));
  const groups = new Map<Connection | null, WorkOrder[]>();
  for (const order of orders) {
    const { buildingId } = order.state.facts;
    const connection = pickConnection(connections.get(order.orgId) ?? [], { kind: 'wms', buildingId });
    groups.set(connection, [...(groups.get(connection) ?? []), order]);
  }
  return groups;
}
