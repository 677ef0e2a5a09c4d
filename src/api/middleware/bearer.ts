import type { RequestHandler } from 'express';
import { Problem } from '../../platform/problem';
import { localsOf } from '../callContext';
import { mayDo, type Principal, type Scope } from '../scopes';
import { readToken } from '../tokens';

const DETAILS = { expired: 'The token has expired.', invalid: 'The token is not valid.' };

/**
 * The bearer of the request's token.
 * @throws Problem 401 without a good token, 403 without the scope
 */
export async function authenticate(header: string | undefined, scope: Scope, secret: string): Promise<Principal> {
  const token = /^Bearer +([^\s]+)$/i.exec(header ?? '')?.[1];
  if (!token) throw new Problem('UNAUTHENTICATED', 'Send a token as "Authorization: Bearer …".');
  const principal = await readToken(token, secret);
  if (principal === 'expired' || principal === 'invalid') throw new Problem('UNAUTHENTICATED', DETAILS[principal]);
  if (!mayDo(principal, scope)) throw new Problem('FORBIDDEN', `The token lacks the scope ${scope}.`);
  return principal;
}

/** Lets only bearers of a token with the scope pass. */
export function bearer(scope: Scope, secret: string): RequestHandler {
  return async (req, res, next) => {
    localsOf(res).principal = await authenticate(req.get('authorization'), scope, secret);
    next();
  };
}
