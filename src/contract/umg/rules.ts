import { violation, type Violation } from '../common/problem';
import { endOf, startOf } from '../common/instants';
import type { SalesOrderRequest } from './salesOrderRequest';

/** Numbers that cannot be a path segment of their own beside the contract's literal `bulk`. */
const RESERVED = ['bulk', '.', '..'];

const ORDERED = [
  ['deliveryStartDate', 'deliveryEndDate'],
  ['doNotShipBefore', 'doNotShipAfter'],
] as const;

/**
 * The rules a well-formed order must keep that need no record of ours: dates in order, line numbers unique, the
 * number not a reserved word.
 * @param root path of the document in the request, e.g. `['data']`
 * @returns all violations; none means that it passes
 */
export function orderRules(order: SalesOrderRequest, root: readonly PropertyKey[]): Violation[] {
  return [...reservedNumber(order, root), ...invertedDates(order, root), ...repeatedLines(order, root)];
}

/** Whether a number would be mistaken for something else in a path. */
export const isReservedNumber = (orderNumber: string): boolean => RESERVED.includes(orderNumber.toLowerCase());

function reservedNumber(order: SalesOrderRequest, root: readonly PropertyKey[]): Violation[] {
  if (!isReservedNumber(order.customerOrderNumber)) return [];
  const message = 'this word cannot be an order number';
  return [violation('ORDER_NUMBER_RESERVED', message, [...root, 'customerOrderNumber'])];
}

function invertedDates(order: SalesOrderRequest, root: readonly PropertyKey[]): Violation[] {
  return ORDERED.flatMap(([first, last]) => {
    const start = startOf(order.customerDates?.[first]);
    const end = endOf(order.customerDates?.[last]);
    if (!start || !end || start <= end) return [];
    return [violation('DATES_INVERTED', `${first} is after ${last}`, [...root, 'customerDates', first])];
  });
}

function repeatedLines(order: SalesOrderRequest, root: readonly PropertyKey[]): Violation[] {
  const seen = new Set<string>();
  return order.orderLines.flatMap((line, index) => {
    const number = line.customerLineNumber;
    if (!seen.has(number)) {
      seen.add(number);
      return [];
    }
    const path = [...root, 'orderLines', index, 'customerLineNumber'];
    return [violation('DUPLICATE_LINE', 'customerLineNumber is not unique in the order', path, number)];
  });
}
