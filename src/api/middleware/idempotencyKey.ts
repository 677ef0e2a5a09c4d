import { createHash } from 'node:crypto';
import type { RequestHandler } from 'express';
import { digestOf } from '../../contract/common/digest';
import { Problem } from '../../platform/problem';
import { abandonIdempotent, beginIdempotent, finishIdempotent, type Fingerprinted } from '../../store/idempotency';
import { localsOf } from '../callContext';
import type { ApiDeps } from '../deps';

/** An RFC 8941 string, or the bare token that most clients send. */
const FORM = /^(?:"([\x20-\x21\x23-\x7e]{1,128})"|([\x21\x23-\x7e]{1,128}))$/;
const RETRY_SECONDS = 1;

/**
 * Repeats under one `Idempotency-Key` (7 days; per tenant, method and path) do their work once. A repeat runs the
 * handler again under the same command id, which the order has answered for ever; so no answer is stored, and none can
 * leak what it held.
 */
export function idempotencyKey({ db }: ApiDeps): RequestHandler {
  return async (req, res, next) => {
    const header = req.get('idempotency-key');
    if (header === undefined) return next();
    const [, quoted, bare] = FORM.exec(header.trim()) ?? [];
    const key = quoted ?? bare;
    if (!key) throw new Problem('IDEMPOTENCY_KEY_INVALID', 'Send 1 to 128 printable ASCII characters.');
    const locals = localsOf(res);
    const scope = `${locals.principal?.orgId} ${req.method} ${req.path}`;
    const claim: Fingerprinted = { scope, key, fingerprint: digestOf([req.query, req.body]) };
    const known = await beginIdempotent(db, claim);
    if (known.state === 'mismatch') throw new Problem('IDEMPOTENCY_KEY_REUSED');
    if (known.state === 'running') {
      throw new Problem('IDEMPOTENCY_IN_PROGRESS', undefined, { retryAfterSeconds: RETRY_SECONDS });
    }
    locals.cause = `key/${createHash('sha256').update(JSON.stringify(claim)).digest('hex').slice(0, 40)}`;
    locals.idempotency = {
      claim,
      replayed: known.state === 'finished' ? known.answer.status : null,
      finish: (status, resource) => finishIdempotent(db, claim, { status, body: null, resource }),
      abandon: () => abandonIdempotent(db, claim),
    };
    if (known.state === 'finished') res.set('Idempotent-Replayed', 'true');
    next();
  };
}
