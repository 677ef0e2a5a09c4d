import type { OrderClass } from '../../domain/order';
import { CODES, type Fault } from './faults';
import { BACK_ORDER, CANCELLED, ORDER_STATUSES, STAGES } from './stages';

export const OPERATORS = ['eq', 'neq', 'gt', 'ge', 'lt', 'le'] as const;
export type Operator = (typeof OPERATORS)[number];

const HOLDS: Record<Operator, (left: number, right: number) => boolean> = {
  eq: (left, right) => left === right,
  neq: (left, right) => left !== right,
  gt: (left, right) => left > right,
  ge: (left, right) => left >= right,
  lt: (left, right) => left < right,
  le: (left, right) => left <= right,
};

/** Tags with a number that follows from the order's state. */
const CLASSED: Record<string, readonly OrderClass[]> = {
  order_stage: STAGES,
  order_status: ORDER_STATUSES,
  is_cancelled: CANCELLED,
  is_back_order: BACK_ORDER,
};

/** Tags with a text of the order, and what we call it. */
const TEXTS = {
  order_number: 'orderNumber',
  location: 'buildingId',
  po_number: 'buyerOrderNumber',
  customer_number: 'b2bCustomerId',
  shipping_carrier: 'carrierId',
  shipping_service: 'shippingSpeed',
} as const;
export type TextMember = (typeof TEXTS)[keyof typeof TEXTS];

export const FILTER_TAGS = [...Object.keys(CLASSED), ...Object.keys(TEXTS)];

/** A condition on orders: they fall in one of the values of a classification, or a text of theirs compares. */
export type Condition =
  { classes: readonly OrderClass[]; values: number[] } | { member: TextMember; operator: Operator; value: string };

const CONDITION = /^(\w+)\s+(\w+)\s+('?)(.*)\3$/;
const WORDS: Record<string, number> = { true: 1, false: 0 };

/**
 * Reads the filter language: conditions `tag operator value`, joined by commas, which mean "and"; there is no "or".
 * @returns the conditions, or what is wrong with the first that is none
 */
export function readFilter(filter: string): Condition[] | Fault {
  const conditions: Condition[] = [];
  for (const part of filter.split(',').filter((each) => each.trim() !== '')) {
    const condition = readCondition(part.trim());
    if (typeof condition === 'string') return { code: CODES.outOfRange, field: 'filter', says: condition };
    conditions.push(condition);
  }
  return conditions;
}

/** One condition, or why it is none. */
function readCondition(text: string): Condition | string {
  const [, tag = '', word = '', , value = ''] = CONDITION.exec(text) ?? [];
  const operator = OPERATORS.find((known) => known === word.toLowerCase());
  if (!operator) return `needs conditions like "order_stage ge 10"; operators are ${OPERATORS.join(', ')}`;
  const classes = Object.hasOwn(CLASSED, tag) ? CLASSED[tag] : undefined;
  if (classes) {
    const number = WORDS[value.toLowerCase()] ?? (value === '' ? NaN : Number(value));
    if (Number.isNaN(number)) return `needs a number for ${tag}`;
    return { classes, values: classes.map((each) => each.value).filter((each) => HOLDS[operator](each, number)) };
  }
  if (!Object.hasOwn(TEXTS, tag)) return `has a tag that is not known; known are ${FILTER_TAGS.join(', ')}`;
  return { member: TEXTS[tag as keyof typeof TEXTS], operator, value };
}
