import { and, asc, sql, type SQL } from 'drizzle-orm';
import type { Instant, OrderClass, OrderPattern } from '../../domain/order';
import type { Queries } from '../database';
import { orders } from '../schema';
import { withinScope, type Scope } from '../scope';
import { patternSql } from './patternSql';
import { ORDER_COLUMNS, type OrderRow } from './record';
import { settledUntil } from './settled';

/** From one instant to another, both included; either may be open. */
export interface Span {
  from?: Instant;
  to?: Instant;
}

/** Texts of an order that can be compared, by code point. */
const TEXTS = {
  orderNumber: sql`${orders.orderNumber}`,
  buildingId: sql`${orders.buildingId}`,
  buyerOrderNumber: sql`${orders.document}->>'buyerOrderNumber'`,
  b2bCustomerId: sql`${orders.document}->>'b2bCustomerId'`,
  carrierId: sql`${orders.document}->>'carrierId'`,
  shippingSpeed: sql`${orders.document}->>'shippingSpeed'`,
};

const OPERATORS = {
  eq: sql`=`,
  neq: sql`is distinct from`,
  gt: sql`>`,
  ge: sql`>=`,
  lt: sql`<`,
  le: sql`<=`,
};

/** A condition: the order's class has one of the values, or a text of its compares. */
export type SearchCondition =
  | { classes: readonly OrderClass[]; values: readonly number[] }
  | { member: keyof typeof TEXTS; operator: keyof typeof OPERATORS; value: string };

/** What must hold of an order, all of it. */
export interface OrderSearch {
  orderNumbers?: readonly string[];
  pattern?: OrderPattern;
  conditions?: readonly SearchCondition[];
  received?: Span;
  /** Something left in this time. */
  shipped?: Span;
  modified?: Span;
}

/**
 * Orders in scope that a search finds, in the order of their creation, so that a page does not move while orders are
 * added. Without a count.
 */
export async function searchOrders(
  db: Queries,
  scope: Scope,
  search: OrderSearch,
  page: { limit: number; offset: number },
): Promise<OrderRow[]> {
  const { orderNumbers, pattern = {}, conditions = [], received, shipped, modified } = search;
  // Who polls by changes must not read past one that is still being written.
  const settled = modified ? sql`${orders.updatedAt} < ${await settledUntil(db)}::timestamptz` : undefined;
  const named =
    orderNumbers &&
    sql`${orders.orderNumber} in (select jsonb_array_elements_text(${JSON.stringify(orderNumbers)}::jsonb))`;
  return db
    .select(ORDER_COLUMNS)
    .from(orders)
    .where(
      and(
        ...withinScope(scope, orders),
        named,
        patternSql(pattern),
        ...conditions.map(conditionSql),
        within(sql`${orders.createdAt}`, received),
        within(sql`${orders.updatedAt}`, modified),
        settled,
        shipped && leftWithin(shipped),
      ),
    )
    .orderBy(asc(orders.createdAt), asc(orders.id))
    .limit(page.limit)
    .offset(page.offset);
}

function conditionSql(condition: SearchCondition): SQL {
  if ('member' in condition) {
    const { member, operator, value } = condition;
    return sql`(${TEXTS[member]}) collate "C" ${OPERATORS[operator]} ${value}`;
  }
  const cases = condition.classes.map(({ value, when }) => sql`when ${patternSql(when)} then ${value}::integer`);
  const wanted = JSON.stringify(condition.values);
  return sql`case ${sql.join(cases, sql` `)} end in (select jsonb_array_elements_text(${wanted}::jsonb)::integer)`;
}

function within(at: SQL, span: Span | undefined): SQL | undefined {
  const from = span?.from ? sql`${at} >= ${span.from}::timestamptz` : undefined;
  const to = span?.to ? sql`${at} <= ${span.to}::timestamptz` : undefined;
  return and(from, to);
}

/** By the day that the warehouse names, else by when it told us; a plain day is its 00:00Z. */
function leftWithin(span: Span): SQL {
  const said = sql`s.document->>'shipDate'`;
  const at = sql`coalesce((case when length(${said}) = 10 then ${said} || 'T00:00:00Z' else ${said} end)::timestamptz, s.recorded_at)`;
  return sql`exists (select from shipments s where s.order_id = ${orders.id} and s.current and ${within(at, span) ?? sql`true`})`;
}
