import type { OrderKey } from '../../domain/order';
import type { Queries } from '../database';
import { onList, run } from '../statement';

const statement = onList(
  'pending-among',
  (limit) => `
select k."businessUnitId", k."orderNumber"
  from (select * from jsonb_to_recordset($1::jsonb) as t ("businessUnitId" text, "orderNumber" text) ${limit}) k
 where exists (select from inbox b
                where b.state = 'pending'
                  and b.business_unit_id = k."businessUnitId" and b.order_number = k."orderNumber")`,
);

/** Of some orders those for which messages wait. */
export async function pendingAmong(db: Queries, keys: readonly OrderKey[]): Promise<OrderKey[]> {
  return keys.length === 0 ? [] : run<OrderKey & Record<string, unknown>>(db, statement(keys), [JSON.stringify(keys)]);
}
