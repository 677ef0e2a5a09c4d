import { z } from 'zod';
import { required } from '../../contract/common/fields';
import { dataOf } from '../../contract/common/list';
import { ErpCredentials, ErpToken } from '../../contract/umg/tms';
import { Problem } from '../../platform/problem';
import { verifyClient } from '../../store/clients';
import type { ApiDeps } from '../deps';
import { route, type Route } from '../route';
import { issueToken } from '../tokens';

/** `POST /organizations/{orgId}/erp_token`: client id and secret for a token. Its body is never logged or stored. */
export const tokenRoute = ({ db, config }: ApiDeps): Route =>
  route({
    method: 'post',
    path: '/organizations/{orgId}/erp_token',
    id: 'issueErpToken',
    summary: 'Get a token for the other calls',
    tag: 'Access',
    access: 'anyone',
    params: z.object({ orgId: required(60) }),
    body: dataOf(ErpCredentials),
    responses: { 200: dataOf(ErpToken) },
    sends: { 200: ['Cache-Control'] },
    problems: [401],
  })(async ({ params, body }) => {
    const { clientId, clientSecret } = body.data;
    const client = await verifyClient(db, clientId, clientSecret);
    if (!client || client.orgId !== params.orgId) throw new Problem('CREDENTIALS_INVALID');
    const { orgId, scopes } = client;
    const businessUnitIds = client.businessUnitIds && [...client.businessUnitIds];
    const principal = { clientId, orgId, scopes, businessUnitIds };
    const expiresIn = config.tokenTtlSeconds;
    const token = await issueToken(principal, config.tokenSecret, expiresIn);
    const headers = { 'Cache-Control': 'no-store' };
    return { status: 200, body: { data: { token, tokenType: 'Bearer', expiresIn } }, headers };
  });
