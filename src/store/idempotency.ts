import { and, eq, sql } from 'drizzle-orm';
import type { Queries } from './database';
import { idempotencyKeys } from './schema';
import { run, type Statement } from './statement';

/** A client's key: unique within tenant, method and path. */
export interface IdempotencyKey {
  scope: string;
  key: string;
}

/** Of the whole request; the same key with another fingerprint is a mistake of the client's. */
export type Fingerprinted = IdempotencyKey & { fingerprint: string };

export interface KeptAnswer {
  /** HTTP status. */
  status: number;
  /** null where the answer is rendered again from the resource. */
  body: unknown;
  /** Path of what was created. */
  resource: string | null;
}

/**
 * - `started`: ours; do the work and `finishIdempotent`, or `abandonIdempotent` so that it can be tried again.
 * - `finished`: answer the same again.
 * - `running`: the first request has not finished yet.
 * - `mismatch`: the key was used for another request.
 */
export type IdempotencyState =
  { state: 'started' } | { state: 'finished'; answer: KeptAnswer } | { state: 'running' } | { state: 'mismatch' };

const KEPT = sql`now() + interval '7 days'`;
/** A request that holds a key for longer has died: no request of ours may take this long. */
const TAKEN_OVER_AFTER_MS = 60_000;

/** What is known of a key; null when it was never used or has expired. */
export async function lookupIdempotent(db: Queries, key: Fingerprinted): Promise<IdempotencyState | null> {
  const [row] = await db
    .select()
    .from(idempotencyKeys)
    .where(
      and(
        eq(idempotencyKeys.scope, key.scope),
        eq(idempotencyKeys.key, key.key),
        sql`${idempotencyKeys.expiresAt} > now()`,
      ),
    );
  if (!row) return null;
  if (row.fingerprint !== key.fingerprint) return { state: 'mismatch' };
  if (row.status === null) return { state: 'running' };
  return { state: 'finished', answer: { status: row.status, body: row.body, resource: row.resource } };
}

/** Takes a key for the request that runs now, or answers why it cannot. Keys are kept for 7 days. */
export async function beginIdempotent(db: Queries, key: Fingerprinted): Promise<IdempotencyState> {
  const { rowCount } = await db.execute(sql`
insert into idempotency_keys as k (scope, key, fingerprint, expires_at)
values (${key.scope}, ${key.key}, ${key.fingerprint}, ${KEPT})
on conflict (scope, key) do update
   set fingerprint = excluded.fingerprint, status = null, body = null, resource = null, taken_at = now(),
       created_at = now(), expires_at = excluded.expires_at
 where k.expires_at <= now()
    or (k.status is null and k.fingerprint = excluded.fingerprint
        and k.taken_at <= now() - ${TAKEN_OVER_AFTER_MS}::integer * interval '1 millisecond')`);
  if (rowCount) return { state: 'started' };
  return (await lookupIdempotent(db, key)) ?? { state: 'running' };
}

const FINISH: Statement = {
  name: 'finish-idempotent',
  text: `
insert into idempotency_keys (scope, key, fingerprint, status, body, resource, expires_at)
select scope, key, fingerprint, status, nullif(body, 'null'), resource, now() + interval '7 days'
  from jsonb_to_recordset($1::jsonb) as t (
    scope text, key text, fingerprint text, status integer, body jsonb, resource text)
 order by scope, key
on conflict (scope, key) do update
   set status = excluded.status, body = excluded.body, resource = excluded.resource
 where idempotency_keys.fingerprint = excluded.fingerprint and idempotency_keys.status is null`,
};

/**
 * Keeps answers, also of keys that were not begun: in the transaction that does the work, one write is enough. No key twice
 * in one list.
 */
export async function finishIdempotent(
  db: Queries,
  finished: readonly (Fingerprinted & { answer: KeptAnswer })[],
): Promise<void> {
  if (finished.length === 0) return;
  const rows = finished.map(({ answer, ...key }) => ({ ...key, ...answer }));
  await run(db, FINISH, [JSON.stringify(rows)]);
}

/** Lets go of a key whose request failed on our side. */
export async function abandonIdempotent(db: Queries, key: IdempotencyKey): Promise<void> {
  await db.execute(
    sql`delete from idempotency_keys where scope = ${key.scope} and key = ${key.key} and status is null`,
  );
}

/** Removes expired keys, at most `limit`; answers how many. */
export async function purgeIdempotent(db: Queries, limit = 10_000): Promise<number> {
  const { rowCount } = await db.execute(sql`
delete from idempotency_keys
 where ctid = any(array(select ctid from idempotency_keys where expires_at <= now() limit ${limit}))`);
  return rowCount ?? 0;
}
