import type { RequestHandler } from 'express';
import { CONNECTION_HEADER, verifyCallback } from '../../contract/partner';
import { Problem } from '../../platform/problem';
import { recentConnection } from '../../store/connections';
import { localsOf } from '../callContext';
import type { ApiDeps } from '../deps';
import type { Scope } from '../scopes';
import { authenticate } from './bearer';

/**
 * For callbacks: lets a connection pass whose signature is good, or the bearer of a token with the scope. Runs after the
 * body is read, since the signature covers its bytes.
 */
export function tokenOrSignature(scope: Scope, { db, config }: ApiDeps): RequestHandler {
  return async (req, res, next) => {
    const locals = localsOf(res);
    const name = req.get(CONNECTION_HEADER);
    if (name === undefined) {
      locals.principal = await authenticate(req.get('authorization'), scope, config.tokenSecret);
      return next();
    }
    const connection = await recentConnection(db, name);
    const verdict = connection && verifyCallback(connection, locals.rawBody ?? Buffer.alloc(0), req.headers);
    if (!connection || !verdict?.ok) {
      const stale = verdict && !verdict.ok && verdict.reason === 'bad_timestamp';
      throw new Problem('SIGNATURE_INVALID', stale ? 'The signature is too old.' : undefined);
    }
    locals.signedBy = { connection, messageId: verdict.messageId };
    next();
  };
}
