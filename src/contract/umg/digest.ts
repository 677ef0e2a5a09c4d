import { digestOf } from '../common/digest';
import type { SalesOrderRequest } from './salesOrderRequest';
import type { Shipment } from './shipment';

/** Digest of an order's content, 64 hexadecimal digits: equal for a repeat whatever the order of its members. */
export function orderDigest(order: SalesOrderRequest): string {
  return digestOf(order);
}

/**
 * Digest of what left, 64 hexadecimal digits. Which order it belongs to is the confirmation's to say, so the two
 * members that repeat it do not count.
 */
export function shipmentDigest(shipment: Shipment): string {
  return digestOf({ ...shipment, customerOrderNumber: undefined, salesOrderNumber: undefined });
}
