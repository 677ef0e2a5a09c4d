import { and, asc, eq, gte, isNull, sql, type SQL } from 'drizzle-orm';
import type { Instant } from '../../domain/order';
import type { Database, Queries } from '../database';
import { behind, pageOf, type Keyset } from '../keyset';
import { skus } from '../schema';
import { containing, ordered, type OffsetPage, type Sorting } from '../sorting';

/** A product as its owner described it. */
export type Product = typeof skus.$inferSelect;

/** What was written of a product. */
export interface WrittenSku {
  skuId: string;
  /** `unchanged`: it stood there already, word for word. */
  effect: 'created' | 'updated' | 'unchanged';
}

/**
 * Creates or replaces products, all in one statement, in the order of their ids; each id at most once. A change takes back what was
 * acknowledged of the product.
 */
export async function writeSkus(
  tx: Queries,
  unitId: string,
  documents: readonly Record<string, unknown>[],
  jobId: string | null,
): Promise<WrittenSku[]> {
  const { rows } = await tx.execute<{ sku_id: string; created: boolean }>(sql`
insert into skus (business_unit_id, sku_id, name, ref_id, upc, description, active, document, job_id)
select ${unitId}, d->>'skuId', d->>'name', d->>'skuRefId', d->>'upc', d->>'description1', d->>'isActive' = 'Y', d, ${jobId}
  from jsonb_array_elements(${JSON.stringify(documents)}::jsonb) d
 order by d->>'skuId'
on conflict (business_unit_id, sku_id) do update
   set name = excluded.name, ref_id = excluded.ref_id, upc = excluded.upc, description = excluded.description,
       active = excluded.active, document = excluded.document, job_id = excluded.job_id, revision = skus.revision + 1,
       acknowledged_at = null, refusal = null, updated_at = clock_timestamp()
 where skus.document is distinct from excluded.document or skus.active is distinct from excluded.active
returning sku_id, xmax = 0 as created`);
  const effects = new Map(rows.map(({ sku_id: id, created }) => [id, created ? 'created' : 'updated'] as const));
  return documents.map(({ skuId }) => ({
    skuId: String(skuId),
    effect: effects.get(String(skuId)) ?? 'unchanged',
  }));
}

/** Creates a product; false where the unit has one of its id. */
export async function insertSku(
  tx: Queries,
  unitId: string,
  document: Record<string, unknown>,
  digest: string,
): Promise<boolean> {
  const skuId = String(document.skuId);
  const known = await tx.execute(sql`
insert into skus (business_unit_id, sku_id) values (${unitId}, ${skuId}) on conflict do nothing returning 1`);
  if (known.rows.length === 0) return false;
  await writeSkus(tx, unitId, [document], null);
  await tx.update(skus).set({ digest, revision: 1 }).where(byId(unitId, skuId));
  return true;
}

const byId = (unitId: string, skuId: string) => and(eq(skus.businessUnitId, unitId), eq(skus.skuId, skuId));

/** null: the unit has no such product. `lock`: nobody else changes it before the transaction ends. */
export async function findSku(db: Queries, unitId: string, skuId: string, lock = false): Promise<Product | null> {
  const query = db.select().from(skus).where(byId(unitId, skuId));
  const [product] = await (lock ? query.for('no key update') : query);
  return product ?? null;
}

export interface SkuFilter {
  skuId?: string;
  skuRefId?: string;
  upc?: string;
  name?: string;
  isActive?: 'Y' | 'N';
  updatedSince?: Instant;
}

/** What a list is sorted by: where a name is missing the description stands for it. */
const SORTS = {
  skuId: { by: skus.skuId, type: 'text', of: (product: Product) => product.skuId },
  name: {
    by: sql`coalesce(${skus.name}, ${skus.description}, ${skus.skuId})`,
    type: 'text',
    of: ({ name, description, skuId }: Product) => name ?? description ?? skuId,
  },
  createdAt: { by: skus.createdAt, type: 'timestamptz', of: (product: Product) => product.createdAt },
  updatedAt: { by: skus.updatedAt, type: 'timestamptz', of: (product: Product) => product.updatedAt },
} as const;

const isAs = <T>(given: T | undefined, condition: (value: T) => SQL | undefined): SQL | undefined =>
  given === undefined ? undefined : condition(given);

/** One page of a unit's products, with how many there are. */
export async function listProducts(
  db: Queries,
  unitId: string,
  filter: SkuFilter,
  page: OffsetPage & Sorting<keyof typeof SORTS> & { after?: Keyset },
): Promise<{ rows: Product[]; next: Keyset | null; total: number; totalIsEstimate: false }> {
  const sort = SORTS[page.sortField];
  const where = and(
    eq(skus.businessUnitId, unitId),
    isAs(filter.skuId, (id) => eq(skus.skuId, id)),
    isAs(filter.skuRefId, (id) => eq(skus.refId, id)),
    isAs(filter.upc, (upc) => eq(skus.upc, upc)),
    containing(SORTS.name.by, filter.name),
    isAs(filter.isActive, (flag) => eq(skus.active, flag === 'Y')),
    isAs(filter.updatedSince, (since) => gte(skus.updatedAt, since)),
  );
  const direction = page.sortDirection === 'ASC' ? 'asc' : 'desc';
  const [found, total] = await Promise.all([
    db
      .select()
      .from(skus)
      .where(and(where, page.after && behind(page.after, sort.by, skus.number, direction, sort.type)))
      .orderBy(ordered(sort.by, page), ordered(skus.number, page))
      .limit(page.limit + 1)
      .offset(page.offset ?? 0),
    db.$count(skus, where),
  ]);
  const place = (product: Product): Keyset => ({ at: sort.of(product), id: product.number });
  return { ...pageOf(found, page.limit, place), total, totalIsEstimate: false };
}

/** Products whose last change nobody has answered, the oldest change first. */
export const unacknowledgedSkus = (db: Queries, unitId: string, limit: number): Promise<Product[]> =>
  db
    .select()
    .from(skus)
    .where(and(eq(skus.businessUnitId, unitId), isNull(skus.acknowledgedAt)))
    .orderBy(asc(skus.updatedAt), asc(skus.number))
    .limit(limit);

/** A product has changed: this process takes orders for it by what it is now. */
export const forgetSkus = ({ recent }: Database, unitId: string, skuIds: readonly string[]): void =>
  skuIds.forEach((skuId) => recent.forget(`sku/${unitId}/${skuId}`));
