import { TenantAnswer, TenantPath, TokenAnswer, TokenRequest } from '../../contract/kibo/token';
import { Problem } from '../../platform/problem';
import { verifyClient } from '../../store/clients';
import type { ApiDeps } from '../deps';
import { route, type Route } from '../route';
import { issueToken } from '../tokens';
import { READ, tenantOf } from './call';
import { PLATFORM } from './dialect';

const tag = 'Kibo inventory';

/** What the vendor's client asks before its first call: a token for its client id and secret, and where its tenant lives. */
export const platformRoutes = (deps: ApiDeps): Route[] => [
  route({
    method: 'post',
    path: `${PLATFORM}/applications/authtickets/oauth`,
    id: 'issueKiboToken',
    summary: 'Get a token with client credentials',
    tag,
    access: 'anyone',
    body: TokenRequest,
    responses: { 200: TokenAnswer },
    sends: { 200: ['Cache-Control'] },
    problems: [401],
  })(async ({ body }) => {
    const client = await verifyClient(deps.db, body.client_id, body.client_secret);
    if (!client) throw new Problem('CREDENTIALS_INVALID');
    const { clientId, orgId, scopes } = client;
    const businessUnitIds = client.businessUnitIds && [...client.businessUnitIds];
    const { tokenSecret, tokenTtlSeconds: expires_in } = deps.config;
    const access_token = await issueToken({ clientId, orgId, scopes, businessUnitIds }, tokenSecret, expires_in);
    const headers = { 'Cache-Control': 'no-store' };
    return { status: 200, body: { access_token, token_type: 'Bearer', expires_in, refresh_token: null }, headers };
  }),

  route({
    method: 'get',
    path: `${PLATFORM}/tenants/{tenantId}`,
    id: 'getKiboTenant',
    summary: 'The tenant and the host of its calls',
    tag,
    access: { scope: READ },
    params: TenantPath,
    responses: { 200: TenantAnswer },
    problems: [404],
  })(async (call) => {
    const { unit, tenantID } = await tenantOf(deps, { ...call, volTenant: call.params.tenantId });
    return { status: 200, body: { id: tenantID, name: unit.name, domain: call.host, sites: [] } };
  }),
];
