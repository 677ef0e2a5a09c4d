import { eq } from 'drizzle-orm';
import type { Queries } from './database';
import { organizations } from './schema';

export interface Organization {
  orgId: string;
  name: string;
}

export async function saveOrganization(db: Queries, { orgId, name }: Organization): Promise<void> {
  await db
    .insert(organizations)
    .values({ orgId, name })
    .onConflictDoUpdate({ target: organizations.orgId, set: { name } });
}

export async function findOrganization(db: Queries, orgId: string): Promise<Organization | null> {
  const [row] = await db
    .select({ orgId: organizations.orgId, name: organizations.name })
    .from(organizations)
    .where(eq(organizations.orgId, orgId));
  return row ?? null;
}
