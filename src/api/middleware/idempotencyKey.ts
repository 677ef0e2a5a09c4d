import { createHash } from 'node:crypto';
import type { Request, RequestHandler } from 'express';
import { digestOf } from '../../contract/common/digest';
import { Problem } from '../../platform/problem';
import {
  abandonIdempotent,
  beginIdempotent,
  finishIdempotent,
  type Fingerprinted,
  type IdempotencyKey,
  type IdempotencyState,
} from '../../store/idempotency';
import { localsOf } from '../callContext';
import type { ApiDeps } from '../deps';

/** An RFC 8941 string, or the bare token that most clients send. */
const FORM = /^(?:"([\x20-\x21\x23-\x7e]{1,128})"|([\x21\x23-\x7e]{1,128}))$/;
const RETRY_SECONDS = 1;

/** The key of a request of the tenant's; null where it has none. @throws Problem 400 */
export function keyOf(req: Request, orgId: string): IdempotencyKey | null {
  const header = req.get('idempotency-key');
  if (header === undefined) return null;
  const [, quoted, bare] = FORM.exec(header.trim()) ?? [];
  const key = quoted ?? bare;
  if (!key) throw new Problem('IDEMPOTENCY_KEY_INVALID', 'Send 1 to 128 printable ASCII characters.');
  return { scope: `${orgId} ${req.method} ${req.path}`, key };
}

/** @throws Problem for a key that was used for another request, or whose first request still runs */
export function requireUsable({ state }: IdempotencyState): void {
  if (state === 'mismatch') throw new Problem('IDEMPOTENCY_KEY_REUSED');
  if (state === 'running') {
    throw new Problem('IDEMPOTENCY_IN_PROGRESS', undefined, { retryAfterSeconds: RETRY_SECONDS });
  }
}

/**
 * Repeats under one `Idempotency-Key` (7 days; per tenant, method and path) do their work once. A repeat runs the
 * handler again under the same command id, which the order has answered for ever; so no answer is stored, and none can
 * leak what it held.
 */
export function idempotencyKey({ db }: ApiDeps): RequestHandler {
  return async (req, res, next) => {
    const locals = localsOf(res);
    const key = keyOf(req, String(locals.principal?.orgId));
    if (!key) return next();
    const claim: Fingerprinted = { ...key, fingerprint: digestOf([req.query, req.body]) };
    const known = await beginIdempotent(db, claim);
    requireUsable(known);
    locals.cause = `key/${createHash('sha256').update(JSON.stringify(claim)).digest('hex').slice(0, 40)}`;
    locals.idempotency = {
      claim,
      replayed: known.state === 'finished' ? known.answer.status : null,
      resource: known.state === 'finished' ? known.answer.resource : null,
      finish: (status, resource) => finishIdempotent(db, [{ ...claim, answer: { status, body: null, resource } }]),
      abandon: () => abandonIdempotent(db, claim),
    };
    if (known.state === 'finished') res.set('Idempotent-Replayed', 'true');
    next();
  };
}
