import { sql, type SQL } from 'drizzle-orm';
import type { Queries } from './database';

/** How many rows a list has beside its page. */
export interface Counted {
  total: number;
  totalIsEstimate: boolean;
}

const COUNTED_EXACTLY = 10_000;

/** Counts what a `select` without order finds: exact up to 10,000; above, what the planner expects. */
export async function countMatches(db: Queries, all: SQL): Promise<Counted> {
  const counted = await db.execute<{ total: number }>(
    sql`select count(*)::integer as total from (${all} limit ${COUNTED_EXACTLY + 1}) found`,
  );
  const total = counted.rows[0]?.total ?? 0;
  if (total <= COUNTED_EXACTLY) return { total, totalIsEstimate: false };
  const plan = await db.execute<{ 'QUERY PLAN': [{ Plan: { 'Plan Rows': number } }] }>(
    sql`explain (format json) ${all}`,
  );
  return { total: Math.max(total, plan.rows[0]?.['QUERY PLAN'][0].Plan['Plan Rows'] ?? 0), totalIsEstimate: true };
}
