import { and, inArray, sql, type SQL } from 'drizzle-orm';
import type { OrderPattern } from '../../domain/order';
import { orders } from '../schema';

const { state, document } = orders;

/** A pattern as a condition on rows of `orders`; it must say what `matches` says of the same order. */
export function patternSql(pattern: OrderPattern): SQL {
  const { status, open, someShipped, someBackordered, pickStarted, hold, heldByPerson, child, priority } = pattern;
  const parts = [
    status && inArray(orders.status, [...status]),
    open && sql`${orders.closedAt} is null`,
    someShipped && sql`${state} @? '$.lines[*] ? (@.shipped > 0)'`,
    someBackordered && sql`${state} @? '$.lines[*] ? (@.backordered > 0)'`,
    pickStarted && sql`${state} @> '{"wms": {"pickStarted": true}}'`,
    hold === undefined ? undefined : sql`${state}->'holds' @> ${JSON.stringify([{ code: hold }])}::jsonb`,
    heldByPerson && sql`${state} @? '$.holds[*] ? (@.until == null)'`,
    child && sql`${orders.parent} is not null`,
    priority === undefined ? undefined : sql`${document}->>'priority' = ${priority}`,
  ];
  return and(...parts) ?? sql`true`;
}
