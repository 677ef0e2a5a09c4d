import { z } from 'zod';
import { BaseResponse, namesOf } from '../../contract/kibo/common';
import { Audit, AuditRequest, CompleteAudit, LocationPath, WavePath } from '../../contract/kibo/floor';
import { JobQueueResponse } from '../../contract/kibo/queue';
import type { StockJobType } from '../../domain/stock';
import { Problem } from '../../platform/problem';
import { findAudit, moveAudit, openAudits, type Audit as StoredAudit } from '../../store/stock/audits';
import { freezeBins } from '../../store/stock/bins';
import type { CallContext } from '../callContext';
import type { ApiDeps } from '../deps';
import { route, type Route } from '../route';
import { MOVE, READ, spec, tenantOf } from './call';
import { submit } from './submit';

const render = ({ id, buildingId, status, bins, createdAt, closedAt }: StoredAudit): z.input<typeof Audit> => ({
  auditID: id,
  locationCode: buildingId,
  status,
  bins,
  dateRequested: createdAt,
  dateClosed: closedAt,
});

/** @throws Problem 404 */
async function requireAudit({ db }: ApiDeps, businessUnitId: string, id: number): Promise<StoredAudit> {
  const audit = await findAudit(db, businessUnitId, id);
  if (!audit) throw new Problem('NOT_FOUND', 'There is no such audit.');
  return audit;
}

/** Counts of bins. */
export const auditRoutes = (deps: ApiDeps): Route[] => {
  const post = (path: string, id: string, summary: string) => spec(MOVE, { method: 'post', path, id, summary });
  const job = { responses: { 200: JobQueueResponse }, problems: [404] };

  const move = async (call: CallContext, id: number, type: StockJobType, more: Record<string, unknown> = {}) => {
    const tenant = await tenantOf(deps, call);
    const { buildingId } = await requireAudit(deps, tenant.unit.id, id);
    const items = [{ key: `audit ${id}`, payload: { auditId: id, ...more } }];
    return { status: 200 as const, body: await submit(deps, call, tenant, { type, locationCode: buildingId, items }) };
  };

  return [
    route({ ...post('/v1/audit', 'createAudit', 'Open a count of bins: a job'), body: AuditRequest, ...job })(
      async (call) => {
        const { locationCode, bins } = call.body;
        const items = [{ key: 'bins', payload: { bins } }];
        const work = { type: 'CREATE_BIN_AUDIT' as const, locationCode, items };
        return { status: 200, body: await submit(deps, call, await tenantOf(deps, call), work) };
      },
    ),

    route({
      ...spec(READ, {
        method: 'get',
        path: '/v1/audit/allOpen/{location}',
        id: 'listOpenAudits',
        summary: 'Open counts',
      }),
      params: LocationPath,
      responses: { 200: z.array(Audit) },
      problems: [404],
    })(async (call) => {
      const { unit } = await tenantOf(deps, call);
      return { status: 200, body: (await openAudits(deps.db, unit.id, call.params.location)).map(render) };
    }),

    route({
      ...spec(READ, { method: 'get', path: '/v1/audit/{id}', id: 'getAudit', summary: 'A count' }),
      params: WavePath,
      responses: { 200: Audit },
      problems: [404],
    })(async (call) => {
      const { unit } = await tenantOf(deps, call);
      return { status: 200, body: render(await requireAudit(deps, unit.id, call.params.id)) };
    }),

    route({
      ...post('/v1/audit/{id}/start', 'startAudit', 'Freeze the bins of a count: a job'),
      params: WavePath,
      ...job,
    })(async (call) => move(call, call.params.id, 'BIN_AUDIT_START')),

    route({
      ...post('/v1/audit/{id}/complete', 'completeAudit', 'Book what was counted: a job'),
      params: WavePath,
      body: CompleteAudit,
      ...job,
    })(async (call) => {
      const counts = call.body.items.map((item) => ({
        bin: item.binID,
        product: namesOf(item),
        counted: item.quantity,
      }));
      return move(call, call.params.id, 'BIN_AUDIT_COMPLETION', { counts });
    }),

    route({
      ...post('/v1/audit/{id}/cancel', 'cancelAudit', 'Give a count up; its bins are free'),
      params: WavePath,
      responses: { 200: BaseResponse },
      problems: [404],
    })(async (call) => {
      const { unit } = await tenantOf(deps, call);
      const { id, bins } = await requireAudit(deps, unit.id, call.params.id);
      const cancelled = await deps.db.transaction(async (tx) => {
        const moved = await moveAudit(tx, unit.id, id, ['CREATED', 'STARTED'], 'CANCELLED');
        if (moved) await freezeBins(tx, unit.id, bins, null);
        return moved;
      });
      const messages = cancelled ? [] : ['the audit has ended before'];
      return { status: 200, body: { success: cancelled, messages, numResults: cancelled ? 1 : 0 } };
    }),
  ];
};
