import type { OrderState, OrderStatus } from './state';

/** A question about an order; its members are joined by "and", an empty one holds of every order. The store can ask it of all rows. */
export interface OrderPattern {
  status?: readonly OrderStatus[];
  /** Not closed. */
  open?: true;
  /** Something has left. */
  someShipped?: true;
  someBackordered?: true;
  pickStarted?: true;
  /** Held under this code. */
  hold?: string;
  /** Held without an end: until somebody lifts it. */
  heldByPerson?: true;
  /** Carries the backordered rest of another order. */
  child?: true;
  /** The client's word for how urgent it is, in the document. */
  priority?: string;
}

export interface MatchedOrder {
  state: OrderState;
  document: Readonly<Record<string, unknown>>;
}

/** Whether a pattern holds of an order. */
export function matches({ state, document }: MatchedOrder, pattern: OrderPattern): boolean {
  const { status, open, someShipped, someBackordered, pickStarted, hold, heldByPerson, child, priority } = pattern;
  return (
    (!status || status.includes(state.status)) &&
    (!open || state.closedAt === null) &&
    (!someShipped || state.lines.some((line) => line.shipped > 0)) &&
    (!someBackordered || state.lines.some((line) => line.backordered > 0)) &&
    (!pickStarted || state.wms.pickStarted) &&
    (hold === undefined || state.holds.some(({ code }) => code === hold)) &&
    (!heldByPerson || state.holds.some(({ until }) => until === null)) &&
    (!child || state.parent !== null) &&
    (priority === undefined || document.priority === priority)
  );
}

/** A value with the pattern it stands for; of several the first that holds counts. */
export interface OrderClass<V = number> {
  value: V;
  when: OrderPattern;
}

/** The value of the first class that an order falls in. The last class should be an empty pattern. */
export function classOf<V>(order: MatchedOrder, classes: readonly OrderClass<V>[]): V | undefined {
  return classes.find(({ when }) => matches(order, when))?.value;
}
