import { and, asc, eq } from 'drizzle-orm';
import type { Queries } from './database';
import { b2bCustomers } from './schema';
import { containing, type OffsetPage } from './sorting';

/** A customer that a b2b unit delivers to; addresses in the shape of the outbound contract. */
export type B2bCustomer = typeof b2bCustomers.$inferSelect;

export async function saveB2bCustomer(db: Queries, customer: B2bCustomer): Promise<void> {
  const { businessUnitId: _unit, b2bCustomerId: _id, ...set } = customer;
  await db
    .insert(b2bCustomers)
    .values(customer)
    .onConflictDoUpdate({ target: [b2bCustomers.businessUnitId, b2bCustomers.b2bCustomerId], set });
}

export async function findB2bCustomer(
  db: Queries,
  businessUnitId: string,
  b2bCustomerId: string,
): Promise<B2bCustomer | null> {
  const [customer] = await db
    .select()
    .from(b2bCustomers)
    .where(and(eq(b2bCustomers.businessUnitId, businessUnitId), eq(b2bCustomers.b2bCustomerId, b2bCustomerId)));
  return customer ?? null;
}

/** `name`: part of the name, in any case. */
export async function listB2bCustomers(
  db: Queries,
  businessUnitId: string,
  filter: { name?: string },
  page: OffsetPage,
): Promise<{ rows: B2bCustomer[]; total: number }> {
  const where = and(eq(b2bCustomers.businessUnitId, businessUnitId), containing(b2bCustomers.name, filter.name));
  const [rows, total] = await Promise.all([
    db
      .select()
      .from(b2bCustomers)
      .where(where)
      .orderBy(asc(b2bCustomers.b2bCustomerId))
      .limit(page.limit)
      .offset(page.offset ?? 0),
    db.$count(b2bCustomers, where),
  ]);
  return { rows, total };
}
