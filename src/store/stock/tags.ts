import { and, asc, eq } from 'drizzle-orm';
import type { Queries } from '../database';
import { stockTagCategories as table, type StockTag } from '../schema';

/** A category of tags with its values. */
export interface StoredCategory {
  id: number;
  name: string;
  tags: StockTag[];
  createdAt: string;
}

const COLUMNS = { id: table.id, name: table.name, tags: table.tags, createdAt: table.createdAt };

export const listCategories = (db: Queries, businessUnitId: string): Promise<StoredCategory[]> =>
  db.select(COLUMNS).from(table).where(eq(table.businessUnitId, businessUnitId)).orderBy(asc(table.id));

const named = (businessUnitId: string, name: string) =>
  and(eq(table.businessUnitId, businessUnitId), eq(table.name, name));

/** Creates a category; null where the name is taken. */
export async function createCategory(
  db: Queries,
  businessUnitId: string,
  name: string,
  tags: StockTag[],
): Promise<StoredCategory | null> {
  const [made] = await db.insert(table).values({ businessUnitId, name, tags }).onConflictDoNothing().returning(COLUMNS);
  return made ?? null;
}

/**
 * Changes a category under a lock; `change` answers its new name and values, or null to leave it. Null: there is none of
 * this name, or it was left.
 */
export function changeCategory(
  db: Queries,
  businessUnitId: string,
  name: string,
  change: (category: StoredCategory) => Pick<StoredCategory, 'name' | 'tags'> | null,
): Promise<StoredCategory | null> {
  return db.transaction(async (tx) => {
    const [category] = await tx.select(COLUMNS).from(table).where(named(businessUnitId, name)).for('update');
    const changed = category && change(category);
    if (!changed) return null;
    const [saved] = await tx.update(table).set(changed).where(eq(table.id, category.id)).returning(COLUMNS);
    return saved ?? null;
  });
}

export async function removeCategory(
  db: Queries,
  businessUnitId: string,
  name: string,
): Promise<StoredCategory | null> {
  const [gone] = await db.delete(table).where(named(businessUnitId, name)).returning(COLUMNS);
  return gone ?? null;
}
