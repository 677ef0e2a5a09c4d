import type { SalesOrderRequest } from '../umg/salesOrderRequest';
import { toAddress } from './address';
import { present } from './fields';
import type { PostedLine, PostedOrder } from './order';
import { endOfPacificDay, startOfPacificDay } from './pacific';

const PO_NUMBER = 25;
/** `order_status` of an order that is to wait, and of one that is in a hurry. */
const HOLD = 0;
const RUSH = 2;

/** The hold that `order_status` 0 and `PUT orders/hold` set. */
export const CLIENT_HOLD = 'CLIENT_HOLD';

export const startsHeld = ({ order_status }: PostedOrder): boolean => order_status === HOLD;
export const isRush = ({ order_status }: PostedOrder): boolean => order_status === RUSH;

/**
 * A posted order as the document that we keep, the same that a sales order has; members it has no place for are kept
 * under `dcl`, of the order and of each line.
 */
export function toDocument(order: PostedOrder, location: string | undefined): SalesOrderRequest {
  const {
    order_status: _status, order_number, account_number: _account, ordered_date, po_number, customer_number, acknowledgement_email: _email,
    consignee_number, shipping_carrier, shipping_service, shipping_address, billing_address, shipping_handling, sales_tax, total_due,
    packing_list_comments, shipping_instructions, lines, ...kept
  } = order; // prettier-ignore
  return {
    customerOrderNumber: order_number,
    ...(isRush(order) ? { priority: 'RUSH' } : {}),
    ...present({
      requestedBuildingId: location,
      orderCreatedDate: ordered_date?.slice(0, 10),
      buyerOrderNumber: po_number?.slice(0, PO_NUMBER),
      b2bCustomerId: customer_number,
      carrierId: shipping_carrier,
      shippingSpeed: shipping_service,
      carrierAccountNumber: consignee_number,
      billTo: billing_address && toAddress(billing_address),
      orderAmount: amountOf(total_due),
      shippingAmount: amountOf(shipping_handling),
      taxAmount: amountOf(sales_tax),
      notes: packing_list_comments,
      deliveryInstructions1: shipping_instructions,
    }),
    shipTo: toAddress(shipping_address),
    customerDates: datesOf(lines),
    orderLines: lines.map(toLine),
    dcl: present({ ...kept, ...belowZero({ shipping_handling, sales_tax, total_due }) }),
  };
}

function toLine(line: PostedLine): SalesOrderRequest['orderLines'][number] {
  const { line_number, item_number, quantity, price, comments, ...kept } = line;
  return {
    customerLineNumber: String(line_number),
    skuId: item_number,
    quantity,
    ...present({ amount: amountOf(price), notes: comments }),
    dcl: present({ ...kept, ...belowZero({ price }) }),
  };
}

/** Nothing of an order leaves before the latest of its lines may, and it should leave when the first of them must. */
function datesOf(lines: readonly PostedLine[]): SalesOrderRequest['customerDates'] {
  const days = (name: 'do_not_ship_before' | 'ship_by') =>
    lines.flatMap((line) => line[name]?.slice(0, 10) ?? []).sort();
  const before = days('do_not_ship_before').at(-1);
  const by = days('ship_by')[0];
  if (!before && !by) return undefined;
  return {
    ...(before ? { doNotShipBefore: startOfPacificDay(before) } : {}),
    ...(by ? { requestedShipDate: endOfPacificDay(by) } : {}),
  };
}

/** A sales order knows no negative amounts: a credit stays where only this contract sees it. */
const amountOf = (money: number | null | undefined): number | undefined =>
  money !== null && money !== undefined && money >= 0 ? money : undefined;

const belowZero = (money: Record<string, number | null | undefined>): Record<string, number> =>
  Object.fromEntries(
    Object.entries(money).flatMap(([name, value]) =>
      value !== null && value !== undefined && value < 0 ? [[name, value]] : [],
    ),
  );
