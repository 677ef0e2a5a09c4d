import { z } from 'zod';
import { BatchAnswer } from '../../contract/dcl/answers';
import { Batch } from '../../contract/dcl/order';
import type { ApiDeps } from '../deps';
import { route, type Route } from '../route';
import { bearerOf } from '../tenant';
import type { Door } from './doors';
import { takeBatch } from './takeBatch';

/** A thousand orders with many lines each. */
const BODY_LIMIT_BYTES = 20_000_000;

/** `POST …/batches`: 201 once every accepted order is committed; 400 where the batch as a whole is rejected. */
export const batchRoute = (deps: ApiDeps, { base, suffix, rehearsal }: Door): Route =>
  route({
    method: 'post',
    path: `${base}/batches`,
    id: `postDclBatch${suffix}`,
    summary: rehearsal ? 'Judge up to 1,000 orders; none is kept' : 'Submit up to 1,000 orders at once',
    tag: 'DCL',
    access: { scope: 'orders:write', basic: true },
    body: z.unknown(),
    shownBody: Batch,
    bodyLimitBytes: BODY_LIMIT_BYTES,
    responses: { 201: BatchAnswer, 400: BatchAnswer },
  })(async (call) => {
    const body = await takeBatch(deps, bearerOf(call), call.body, { cause: call.cause, rehearsal });
    return { status: body.error_code === 0 ? 201 : 400, body };
  });
