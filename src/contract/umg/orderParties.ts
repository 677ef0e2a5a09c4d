import type { SalesOrderRequest } from './salesOrderRequest';

/** Who an order goes to and how, for the warehouse; read from the stored request, which alone holds personal data. */
export interface OrderParties {
  shipTo: SalesOrderRequest['shipTo'] | null;
  deliveryInstructions: string[];
}

export function orderParties(document: unknown): OrderParties {
  const order = (document ?? {}) as Partial<SalesOrderRequest>;
  const instructions = [order.deliveryInstructions1, order.deliveryInstructions2];
  return { shipTo: order.shipTo ?? null, deliveryInstructions: instructions.filter((text) => text !== undefined) };
}

/** The stored request cut down to some of its lines, under another number: what a backorder child carries. */
export function withLines(
  document: unknown,
  orderNumber: string,
  quantities: ReadonlyMap<string, number>,
): SalesOrderRequest {
  const order = document as SalesOrderRequest;
  const orderLines = order.orderLines.flatMap((line) => {
    const quantity = quantities.get(line.customerLineNumber) ?? 0;
    return quantity > 0 ? [{ ...line, quantity }] : [];
  });
  return { ...order, customerOrderNumber: orderNumber, jobId: undefined, orderLines };
}
