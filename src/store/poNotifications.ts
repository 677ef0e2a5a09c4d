import { and, eq } from 'drizzle-orm';
import type { Queries } from './database';
import { poNotifications } from './schema';

export interface NewPoNotification {
  orgId: string;
  businessUnitId: string;
  /** The client's number for it. */
  reference: string;
  /** Of the document: the same content has the same. */
  digest: string;
  /** As received. */
  document: Record<string, unknown>;
}

/**
 * Keeps a notification and answers its number: a repeat with the same content has the first one's. Null when the reference
 * stands for other content.
 */
export async function savePoNotification(db: Queries, notification: NewPoNotification): Promise<number | null> {
  const { number, digest } = poNotifications;
  const [saved] = await db.insert(poNotifications).values(notification).onConflictDoNothing().returning({ number });
  if (saved) return saved.number;
  const { businessUnitId, reference } = notification;
  const [known] = await db
    .select({ number, digest })
    .from(poNotifications)
    .where(and(eq(poNotifications.businessUnitId, businessUnitId), eq(poNotifications.reference, reference)));
  return known?.digest === notification.digest ? known.number : null;
}
