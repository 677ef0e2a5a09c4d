import { sql } from 'drizzle-orm';
import type { Queries } from '../database';

/** Sales order numbers are `SO` and ten digits; null for anything else. */
const digitsOf = (salesOrderNumber: string): number | null => {
  const [, digits] = /^SO(\d{10})$/.exec(salesOrderNumber) ?? [];
  return digits === undefined ? null : Number(digits);
};

/**
 * Moves the sequence of sales order numbers ahead, never back: by `margin` beyond the highest that the sequence, the
 * stored orders or `used` know. Answers that highest one and the next to be given, as plain numbers.
 *
 * @throws Error where ten digits are not enough
 */
export async function moveNumbersAhead(
  db: Queries,
  { margin, used }: { margin: number; used: readonly string[] },
): Promise<{ highest: number; next: number }> {
  const known = Math.max(0, ...used.flatMap((number) => digitsOf(number) ?? []));
  const { rows } = await db.execute<{ highest: string }>(sql`
with used as materialized (
  select greatest(
    (select last_value from sales_order_numbers),
    (select substr(sales_order_number, 3)::bigint from orders where sales_order_number like 'SO__________'
      order by sales_order_number desc limit 1),
    ${known}::bigint) as highest
), moved as materialized (
  select highest, setval('sales_order_numbers', highest + ${margin}::bigint) from used
   where highest + ${margin}::bigint < 9999999999
)
select highest from moved`);
  const [moved] = rows;
  if (!moved) throw new Error('Ten digits are not enough for sales order numbers that far ahead.');
  const highest = Number(moved.highest);
  return { highest, next: highest + margin + 1 };
}

/** How a sales order number is written. */
export const salesOrderNumber = (number: number): string => `SO${String(number).padStart(10, '0')}`;
