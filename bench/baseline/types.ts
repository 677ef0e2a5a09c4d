import type { ShipConfirmation } from '../../src/contract/umg/confirmations';
import type { SalesOrderRequest } from '../../src/contract/umg/salesOrderRequest';

/** The order as it was sent; the baseline hands it to Temporal whole, as samples do. */
export type OrderDocument = SalesOrderRequest;
export type ShipmentDocument = ShipConfirmation;

export const TASK_QUEUE = 'baseline';
export const CONNECTION_ID = 'bench-baseline';
/** The unit that the baseline's orders belong to at the warehouse. */
export const BUSINESS_UNIT = 'BENCH-BASELINE';
export const workflowIdOf = (orderNumber: string): string => `baseline/${orderNumber}`;
