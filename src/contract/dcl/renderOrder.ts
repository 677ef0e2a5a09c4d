import type { z } from 'zod';
import type { Instant, Line, OrderState } from '../../domain/order';
import { classOf } from '../../domain/order';
import type { OrderLine } from '../umg/orderLine';
import type { SalesOrderRequest } from '../umg/salesOrderRequest';
import { fromAddress } from './address';
import { keptOfLine, keptOfOrder } from './kept';
import { pacificDay, pacificTime } from './pacific';
import type { ReadLine, ReadOrder } from './readOrder';
import { renderShipment, type ShipmentView } from './renderShipment';
import { BACK_ORDER, CANCELLED, ORDER_STATUSES, STAGE_NAMES, stageOf } from './stages';

export interface DclView {
  accountNumber: string;
  document: SalesOrderRequest;
  state: OrderState;
  createdAt: Instant;
  updatedAt: Instant;
  /** Current versions, in the order of their record. */
  shipments: readonly ShipmentView[];
}

/** Every order of ours comes in over HTTP. */
const ORDER_TYPE = 'REST';

/** An order in the contract's words, whichever way it came. `extended`: dates carry their time. */
export function renderOrder(view: DclView, extended: boolean): ReadOrder {
  const { document, state } = view;
  const stage = stageOf(view);
  const when = extended ? pacificTime : pacificDay;
  const address = fromAddress(document.shipTo);
  const kept = keptOfOrder(document);
  return {
    // Members of the order that our document has no place for; ours win over them.
    ...kept,
    order_status: classOf(view, ORDER_STATUSES) ?? 1,
    order_number: state.key.orderNumber,
    location: state.facts.buildingId,
    order_stage: stage,
    stage_description: STAGE_NAMES[stage],
    is_cancelled: classOf(view, CANCELLED) === 1,
    is_back_order: classOf(view, BACK_ORDER) === 1,
    account_number: view.accountNumber,
    order_type: ORDER_TYPE,
    system_id: kept.system_id ?? 'P',
    ordered_date: document.orderCreatedDate?.slice(0, 10),
    received_date: when(view.createdAt),
    modified_at: view.updatedAt,
    po_number: document.buyerOrderNumber,
    customer_number: document.b2bCustomerId,
    consignee_number: document.carrierAccountNumber,
    shipping_carrier: document.carrierId,
    shipping_service: document.shippingSpeed,
    shipping_address: address,
    billing_address: document.billTo && fromAddress(document.billTo),
    ...present({
      shipping_handling: document.shippingAmount,
      sales_tax: document.taxAmount,
      total_due: document.orderAmount,
    }),
    packing_list_comments: document.notes,
    shipping_instructions: document.deliveryInstructions1,
    lines: renderLines(document.orderLines, state.lines),
    shipments: view.shipments.map((shipment) =>
      renderShipment(shipment, { address, when, lines: document.orderLines }),
    ),
  };
}

const present = <T extends object>(members: T): Partial<T> =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as Partial<T>;

/** The lines as they were asked for, with what has left of each; lines that only the warehouse named come last. */
function renderLines(asked: readonly OrderLine[], lines: readonly Line[]): z.input<typeof ReadLine>[] {
  const byNumber = new Map(asked.map((line) => [line.customerLineNumber, line]));
  return lines.map((line, at) => {
    const posted = byNumber.get(line.lineNumber);
    return {
      ...present({ price: posted?.amount }),
      bundle_lines: [],
      ...(posted ? keptOfLine(posted) : {}),
      line_number: numberOf(line.lineNumber, at),
      item_number: line.skuId,
      quantity: line.shipped,
      is_back_order: line.backordered > 0,
      voided: line.shipped === 0 && line.cancelled > 0 && line.cancelled === line.ordered,
      comments: posted?.notes,
    };
  });
}

/** Line numbers of other contracts may be any text: such a line is counted. */
const numberOf = (lineNumber: string, at: number): number => {
  const number = Number(lineNumber);
  return Number.isInteger(number) ? number : at + 1;
};
