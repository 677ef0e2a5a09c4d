import { classOf, type MatchedOrder, type OrderClass } from '../../domain/order';

/** The stages that our orders come to. The contract's others tell of scans and checks that we hear nothing about. */
export const STAGE_NAMES = {
  2: 'Order Cancelled',
  4: 'AV Required',
  6: 'Ship Method Rev',
  10: 'Order Received',
  20: 'Pick List Printed',
  50: 'Partially Shipped',
  60: 'Fully Shipped',
  62: 'Closed Short',
  70: 'Sub Order Shipped',
} as const;
export type Stage = keyof typeof STAGE_NAMES;

/** From this stage on only the warehouse can still change an order. */
const OUT_OF_HAND: Stage = 20;

/** Which stage an order is in: the first that fits. */
export const STAGES: readonly OrderClass<Stage>[] = [
  { value: 2, when: { status: ['CANCELLED', 'REJECTED'] } },
  { value: 70, when: { status: ['SHIPPED'], child: true } },
  { value: 60, when: { status: ['SHIPPED'] } },
  { value: 62, when: { status: ['CLOSED_SHORT'] } },
  { value: 50, when: { someShipped: true } },
  { value: 20, when: { pickStarted: true } },
  { value: 4, when: { hold: 'ADDRESS_REVIEW' } },
  { value: 6, when: { status: ['QUOTED'] } },
  { value: 10, when: {} },
];

/** The contract's `order_status`: 0 hold, 1 normal, 2 rush. */
export const ORDER_STATUSES: readonly OrderClass[] = [
  { value: 0, when: { heldByPerson: true } },
  { value: 2, when: { priority: 'RUSH' } },
  { value: 1, when: {} },
];

export const CANCELLED: readonly OrderClass[] = [
  { value: 1, when: { status: ['CANCELLED', 'REJECTED'] } },
  { value: 0, when: {} },
];

export const BACK_ORDER: readonly OrderClass[] = [
  { value: 1, when: { someBackordered: true } },
  { value: 0, when: {} },
];

export const stageOf = (order: MatchedOrder): Stage => classOf(order, STAGES) ?? 10;

/** Whether a client may still hold, change or cancel an order in this stage. */
export const isOpenForChange = (stage: Stage): boolean => stage > 2 && stage < OUT_OF_HAND;
