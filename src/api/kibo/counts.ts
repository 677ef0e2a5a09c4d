import { z } from 'zod';
import { AdjustRequest, countItem, RefreshRequest } from '../../contract/kibo/counts';
import { InventoryRecord } from '../../contract/kibo/inventory';
import { JobId } from '../../contract/kibo/queue';
import { labelOf } from '../../domain/stock';
import { Problem } from '../../platform/problem';
import type { ApiDeps } from '../deps';
import { route, type Route } from '../route';
import { MOVE, spec, tenantOf } from './call';
import { recordsOf } from './records';
import { applyNow, queueJob, type Work } from './submit';

type Count = z.output<typeof RefreshRequest> | z.output<typeof AdjustRequest>;

/** Lists of so many items are done at once by the calls that choose for themselves. */
const SMALL = 25;

const SmartAnswer = z
  .object({
    method: z.enum(['sync', 'async']),
    jobID: z.string().nullable(),
    success: z.boolean(),
    messages: z.array(z.string()),
    numResults: z.number().int(),
  })
  .meta({ id: 'KiboSmartAnswer' });

const workOf = (type: 'REFRESH' | 'ADJUST', { locationCode, items, asOf }: Count): Work => ({
  type,
  locationCode,
  items: items.map((item) => {
    const payload = countItem(item, asOf);
    return { key: labelOf(payload.product), payload };
  }),
});

/** Refresh and adjust: as a job, at once, or as their size suggests. */
export const countRoutes = (deps: ApiDeps): Route[] =>
  [
    { type: 'REFRESH' as const, name: 'refresh', body: RefreshRequest, does: 'State what is on hand at a location' },
    { type: 'ADJUST' as const, name: 'adjust', body: AdjustRequest, does: 'Change what is on hand at a location' },
  ].flatMap(({ type, name, body, does }) => {
    const post = (path: string, id: string, summary: string) => spec(MOVE, { method: 'post', path, id, summary });
    const titled = `${name[0]?.toUpperCase()}${name.slice(1)}`;
    return [
      route({
        ...post(`/v5/inventory/${name}`, `${name}Inventory`, `${does}: a job`),
        body,
        responses: { 200: JobId },
        problems: [404],
      })(async (call) => {
        const job = await queueJob(deps, call, await tenantOf(deps, call), workOf(type, call.body));
        return { status: 200, body: { jobID: job.number } };
      }),

      route({
        ...post(`/v5/inventory/smart-${name}`, `smart${titled}Inventory`, `${does}: at once up to ${SMALL} items`),
        body,
        responses: { 200: SmartAnswer },
        problems: [404],
      })(async (call) => {
        const tenant = await tenantOf(deps, call);
        const work = workOf(type, call.body);
        if (work.items.length > SMALL) {
          const { number } = await queueJob(deps, call, tenant, work);
          const answer = { jobID: String(number), success: true, messages: [], numResults: 1 };
          return { status: 200, body: { method: 'async', ...answer } };
        }
        const messages = await applyNow(deps, tenant, work);
        const numResults = work.items.length - messages.length;
        const success = numResults > 0 || work.items.length === 0;
        return { status: 200, body: { method: 'sync', jobID: null, success, messages, numResults } };
      }),

      route({
        ...post(`/v5/inventory/sync-${name}`, `sync${titled}Inventory`, `${does}: at once`),
        body,
        responses: { 200: z.array(InventoryRecord) },
        problems: [404],
      })(async (call) => {
        const tenant = await tenantOf(deps, call);
        const work = workOf(type, call.body);
        const messages = await applyNow(deps, tenant, work);
        if (messages.length > 0 && messages.length === work.items.length) {
          throw new Problem('VALIDATION_FAILED', messages.slice(0, SMALL).join('; '));
        }
        const { locationCode, items } = call.body;
        return { status: 200, body: await recordsOf(deps, tenant, items, { whitelist: [locationCode] }) };
      }),
    ];
  });
