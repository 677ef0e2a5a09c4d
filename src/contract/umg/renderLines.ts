import type { z } from 'zod';
import type { Line } from '../../domain/order/state';
import type { OrderLine } from './orderLine';
import type { SalesOrderLine } from './salesOrder';

type WireLine = z.input<typeof SalesOrderLine>;

/** The client's lines with their quantities, then lines that only a warehouse named (goods nobody ordered). */
export function renderLines(asked: readonly OrderLine[], lines: readonly Line[]): WireLine[] {
  const byNumber = new Map(asked.map((line) => [line.customerLineNumber, line]));
  return lines.map((line) => ({ ...byNumber.get(line.lineNumber), ...quantitiesOf(line) }));
}

function quantitiesOf(line: Line): WireLine {
  return {
    customerLineNumber: line.lineNumber,
    skuId: line.skuId,
    quantity: line.ordered,
    status: statusOf(line),
    quantityOpen: line.open,
    quantityAllocated: line.allocated,
    quantityShipped: line.shipped,
    quantityCancelled: line.cancelled,
    quantityBackordered: line.backordered,
    quantityOverShipped: line.overShipped,
  };
}

/** The least finished part of a line decides. */
function statusOf(line: Line): WireLine['status'] {
  if (line.open > 0) return 'OPEN';
  if (line.allocated > 0) return 'ALLOCATED';
  if (line.backordered > 0) return 'BACKORDERED';
  return line.shipped > 0 || line.cancelled === 0 ? 'SHIPPED' : 'CANCELLED';
}
