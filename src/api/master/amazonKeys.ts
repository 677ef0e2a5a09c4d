import { dataOf } from '../../contract/common/list';
import { Empty } from '../../contract/umg/confirmations';
import { AmazonKeys, AmazonKeysRequest, readKeys } from '../../contract/umg/master/amazonKeys';
import { requireUnitRecord } from '../../intake/master/units';
import { Problem } from '../../platform/problem';
import { findAmazonKeys, removeAmazonKeys, saveAmazonKeys } from '../../store/master/amazonKeys';
import { createSealer, type Sealer } from '../../store/sealed';
import type { ApiDeps } from '../deps';
import { UnitPath } from '../params';
import { route, type Route } from '../route';
import { bearerOf } from '../tenant';

const shared = {
  path: '/business_units/{businessUnitId}/amazon_sfp_keys',
  tag: 'Business units',
  params: UnitPath,
  problems: [404],
} as const;

/** Made when it is first needed, with what the configuration has by then. */
const sealerOf = ({ config }: ApiDeps): Sealer =>
  createSealer(config.encryptionSecret || config.tokenSecret, 'amazon-sfp-keys');

async function answer(deps: ApiDeps, unitId: string) {
  const found = await findAmazonKeys(deps.db, sealerOf(deps), unitId);
  if (!found) throw new Problem('KEYS_NOT_SET');
  const { readable, ...keys } = found;
  const has = (name: string) => (readable.includes(name) ? ('Y' as const) : ('N' as const));
  const data = { ...keys, hasClientSecret: has('clientSecret'), hasRefreshToken: has('refreshToken') };
  return { status: 200 as const, body: { data } };
}

/** A unit's keys for Amazon's Seller Fulfilled Prime: set, seen without their secrets, removed. */
export const amazonKeyRoutes = (deps: ApiDeps): Route[] => [
  route({
    ...shared,
    method: 'get',
    id: 'getAmazonSfpKeys',
    summary: 'Amazon keys of a business unit, without their secrets',
    access: { scope: 'master:read' },
    responses: { 200: dataOf(AmazonKeys) },
  })(async (call) => {
    const { id } = await requireUnitRecord(deps.db, bearerOf(call), call.params.businessUnitId);
    return answer(deps, id);
  }),
  route({
    ...shared,
    method: 'put',
    id: 'updateAmazonSfpKeys',
    summary: 'Replace the Amazon keys; their secrets are stored encrypted and never returned',
    access: { scope: 'master:write' },
    body: dataOf(AmazonKeysRequest),
    responses: { 200: dataOf(AmazonKeys) },
  })(async (call) => {
    const { id } = await requireUnitRecord(deps.db, bearerOf(call), call.params.businessUnitId);
    const { keys, secrets } = readKeys(call.body.data);
    await saveAmazonKeys(deps.db, sealerOf(deps), id, keys, secrets);
    return answer(deps, id);
  }),
  route({
    ...shared,
    method: 'delete',
    id: 'removeAmazonSfpKeys',
    summary: 'Remove the Amazon keys, if there are any',
    access: { scope: 'master:write' },
    responses: { 200: Empty },
  })(async (call) => {
    const { id } = await requireUnitRecord(deps.db, bearerOf(call), call.params.businessUnitId);
    await removeAmazonKeys(deps.db, id);
    return { status: 200, body: {} };
  }),
];
