import { errors, jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';
import type { Principal } from './scopes';

const ALGORITHM = 'HS256';
const ISSUER = 'waybill';

const Claims = z.object({
  sub: z.string(),
  org: z.string(),
  bus: z.array(z.string()).nullable(),
  scope: z.string(),
});

const keyOf = (secret: string): Uint8Array => new TextEncoder().encode(secret);

/** A signed token for an API client, valid for `ttlSeconds`. It carries tenant and scopes, so no look-up follows. */
export async function issueToken(principal: Principal, secret: string, ttlSeconds: number): Promise<string> {
  const claims = { org: principal.orgId, bus: principal.businessUnitIds, scope: principal.scopes.join(' ') };
  const now = Math.floor(Date.now() / 1000);
  return new SignJWT(claims)
    .setProtectedHeader({ alg: ALGORITHM })
    .setIssuer(ISSUER)
    .setSubject(principal.clientId)
    .setIssuedAt(now)
    .setExpirationTime(now + ttlSeconds)
    .sign(keyOf(secret));
}

/** The bearer of a token; `expired` or `invalid` where it is not a good one. */
export async function readToken(token: string, secret: string): Promise<Principal | 'expired' | 'invalid'> {
  try {
    const { payload } = await jwtVerify(token, keyOf(secret), { issuer: ISSUER, algorithms: [ALGORITHM] });
    const claims = Claims.parse(payload);
    const scopes = claims.scope.split(' ').filter(Boolean);
    return { clientId: claims.sub, orgId: claims.org, businessUnitIds: claims.bus, scopes };
  } catch (err) {
    return err instanceof errors.JWTExpired ? 'expired' : 'invalid';
  }
}
