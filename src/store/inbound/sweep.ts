import { sql } from 'drizzle-orm';
import type { InboundKey, InboundKind } from '../../domain/inbound';
import type { Queries } from '../database';

interface KeyRow extends Record<string, unknown> {
  business_unit_id: string;
  kind: InboundKind;
  number: string;
}

/**
 * Documents that their process should look at and has not: changed without its having seen it, without a workflow of this
 * namespace, past a deadline, or with receipts that wait.
 */
export async function findLeftInbound(
  db: Queries,
  options: { namespaceId: string; olderThanMs: number; overdueMs: number; limit: number },
): Promise<InboundKey[]> {
  const ago = (ms: number) => sql`clock_timestamp() - ${ms}::double precision * interval '1 millisecond'`;
  const { namespaceId, olderThanMs, overdueMs, limit } = options;
  const { rows } = await db.execute<KeyRow>(sql`
(select business_unit_id, inbound_kind as kind, inbound_number as number
   from inbox
  where state = 'pending' and inbound_number is not null and received_at <= ${ago(olderThanMs)}
  group by 1, 2, 3 order by min(received_at) limit ${limit})
union
(select business_unit_id, kind, number from inbound_documents
  where live and updated_at <= ${ago(olderThanMs)}
    and (seen_sequence <> sequence or started_in is distinct from ${namespaceId})
  order by updated_at limit ${limit})
union
(select business_unit_id, kind, number from inbound_documents
  where live and due_at <= ${ago(overdueMs)}
  order by due_at limit ${limit})`);
  return rows.map(({ business_unit_id: businessUnitId, kind, number }) => ({ businessUnitId, kind, number }));
}
