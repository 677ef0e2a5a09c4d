import type { z } from 'zod';
import { violation } from '../../contract/common/problem';
import { dataOf, listOf } from '../../contract/common/list';
import { BrokerAccount, BrokerAccountRequest, BrokerListQuery, toBroker } from '../../contract/umg/master/businessUnit';
import { Empty } from '../../contract/umg/confirmations';
import { requireUnitRecord } from '../../intake/master/units';
import { Problem } from '../../platform/problem';
import {
  addBroker,
  brokersOf,
  listBrokers,
  removeBroker,
  type BrokerAccount as BrokerRecord,
} from '../../store/master/brokers';
import type { ApiDeps } from '../deps';
import { offsetReply, requireShallow } from '../paging';
import { BrokerPath, UnitPath } from '../params';
import { route, type Route } from '../route';
import { bearerOf } from '../tenant';

const LIST = '/business_units/{businessUnitId}/broker_accounts';
const shared = { path: LIST, tag: 'Business units', params: UnitPath, problems: [404] } as const;

export const renderBroker = ({ kept, ...account }: BrokerRecord): z.input<typeof BrokerAccount> => ({
  ...kept,
  ...account,
});

const exists = (): Problem =>
  new Problem('ALREADY_EXISTS', 'The business unit has this account of the broker, or one of this id.', {
    errors: [violation('ALREADY_EXISTS', 'is there already', ['data', 'accountNumber'])],
  });

/** Customs brokers' accounts of a unit; the unit shows the same. */
export const brokerRoutes = (deps: ApiDeps): Route[] => [
  route({
    ...shared,
    method: 'get',
    id: 'listBrokerAccounts',
    summary: 'Broker accounts of a business unit',
    access: { scope: 'master:read' },
    query: BrokerListQuery,
    responses: { 200: listOf(BrokerAccount) },
    sends: { 200: ['Link?'] },
  })(async (call) => {
    const { id } = await requireUnitRecord(deps.db, bearerOf(call), call.params.businessUnitId);
    requireShallow(call.query.offset);
    return offsetReply(call.url, await listBrokers(deps.db, id, call.query), call.query, renderBroker);
  }),
  route({
    ...shared,
    method: 'post',
    id: 'createBrokerAccount',
    summary: 'Add a broker account',
    access: { scope: 'master:write' },
    body: dataOf(BrokerAccountRequest),
    responses: { 201: dataOf(BrokerAccount) },
    sends: { 201: ['Location'] },
  })(async (call) => {
    const { id } = await requireUnitRecord(deps.db, bearerOf(call), call.params.businessUnitId);
    const wanted = toBroker(call.body.data);
    const added = await addBroker(deps.db, id, wanted);
    const standing = added ?? (call.idempotency?.replayed ? await sameAccount(deps, id, wanted) : undefined);
    if (!standing) throw exists();
    const href = `/business_units/${encodeURIComponent(id)}/broker_accounts/${standing.brokerAccountId}`;
    return { status: 201, body: { data: renderBroker(standing) }, headers: { Location: href } };
  }),
  route({
    ...shared,
    method: 'delete',
    path: `${LIST}/{brokerAccountId}`,
    id: 'deleteBrokerAccount',
    summary: 'Remove a broker account',
    access: { scope: 'master:write' },
    params: BrokerPath,
    responses: { 200: Empty },
  })(async (call) => {
    const { id } = await requireUnitRecord(deps.db, bearerOf(call), call.params.businessUnitId);
    const gone = await removeBroker(deps.db, id, call.params.brokerAccountId);
    if (!gone && !call.idempotency?.replayed) throw new Problem('BROKER_ACCOUNT_NOT_FOUND');
    return { status: 200, body: {} };
  }),
];

/** The account that the first request under an idempotency key has added. */
const sameAccount = async (
  { db }: ApiDeps,
  unitId: string,
  { brokerName, accountNumber }: Pick<BrokerRecord, 'brokerName' | 'accountNumber'>,
): Promise<BrokerRecord | undefined> =>
  (await brokersOf(db, [unitId]))
    .get(unitId)
    ?.find((one) => one.brokerName === brokerName && one.accountNumber === accountNumber);
