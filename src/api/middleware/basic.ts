import { createHash } from 'node:crypto';
import type { RequestHandler } from 'express';
import { Problem } from '../../platform/problem';
import { verifyClient } from '../../store/clients';
import { localsOf } from '../callContext';
import type { ApiDeps } from '../deps';
import { mayDo, type Scope } from '../scopes';

const FORM = /^Basic +([A-Za-z0-9+/]+={0,2})$/i;

/**
 * Lets a client pass that gives its id and secret as HTTP Basic authentication (RFC 7617) and has the scope. Pairs that
 * were good within the last seconds are not checked again, since a check takes a processor some time by design.
 */
export function basic(scope: Scope, { db }: ApiDeps): RequestHandler {
  return async (req, res, next) => {
    const [, encoded] = FORM.exec(req.get('authorization') ?? '') ?? [];
    if (!encoded) throw new Problem('UNAUTHENTICATED', 'Send client id and secret by HTTP Basic authentication.');
    const pair = Buffer.from(encoded, 'base64').toString('utf8');
    const colon = pair.indexOf(':');
    const known = `basic/${createHash('sha256').update(pair).digest('hex')}`;
    const client =
      colon < 1
        ? null
        : await db.recent.get(known, () => verifyClient(db, pair.slice(0, colon), pair.slice(colon + 1)));
    if (!client) throw new Problem('CREDENTIALS_INVALID');
    const { clientId, orgId, scopes, businessUnitIds } = client;
    const principal = { clientId, orgId, scopes, businessUnitIds: businessUnitIds && [...businessUnitIds] };
    localsOf(res).principal = principal;
    if (!mayDo(principal, scope)) throw new Problem('FORBIDDEN', `The client lacks the scope ${scope}.`);
    next();
  };
}
