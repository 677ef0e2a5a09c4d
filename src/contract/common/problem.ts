import { z } from 'zod';

export { fieldOf, pointerOf, violation } from '../../platform/violation';

/** One violation; the same shape in a problem, in a failed row of a file and in a job. Names members, never values. */
export const Violation = z
  .object({
    code: z.string(),
    message: z.string(),
    field: z.string().meta({ examples: ['data.orderLines[0].skuId'] }),
    pointer: z.string().meta({ examples: ['#/data/orderLines/0/skuId'] }),
    line: z.string().optional().meta({ description: 'customerLineNumber, where it is about a line.' }),
  })
  .meta({ id: 'Violation' });
export type Violation = z.infer<typeof Violation>;

/** RFC 9457 problem; `errors` is also the published contracts' error list. */
export const ProblemBody = z
  .looseObject({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    detail: z.string(),
    instance: z.string(),
    code: z.string().meta({ description: 'Stable, UPPER_SNAKE, never reused.' }),
    retryable: z.boolean().meta({ description: 'The same request may succeed later.' }),
    requestId: z.string(),
    source: z.string().optional().meta({ description: 'wms, tms or carrier:<SCAC>, where a partner is the cause.' }),
    errors: z.array(Violation),
  })
  .meta({ id: 'Problem' });
