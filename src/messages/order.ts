import type { OrderKey, OrderStatus } from '../domain/order';

/** Names and types of what is said to an order's workflow. */

export const ORDER_WORKFLOW = 'salesOrder';

/** The workflow takes only the key and loads everything else from the row, so the row can always rebuild it. */
export interface OrderInput extends OrderKey {
  /**
   * Id of the namespace, asked for before the start; the workflow's claim writes it to the row as the mark that the order
   * runs there. It may be of a namespace that is gone, and is never of one in which the order was not started.
   */
  startedIn?: string;
}

/** Update: argument `Envelope<Command>`, answers on commit. A refusal is an `ApplicationFailure` with the refusal code as type. */
export const COMMAND_UPDATE = 'command';

/** Signal: argument `Envelope<Callback>`, fed from the inbox. */
export const DELIVER_SIGNAL = 'deliver';

/** Signal without argument: load the row again and see what is due. */
export const LOOK_SIGNAL = 'look';

/** Query: the state as the workflow holds it. */
export const STATE_QUERY = 'state';

export interface CommandAnswer {
  sequence: number;
  status: OrderStatus;
  /** Type of the event the command caused; null when it changed nothing. */
  eventType: string | null;
}

export type { Callback, Command, Envelope, OrderKey, OrderState } from '../domain/order';
