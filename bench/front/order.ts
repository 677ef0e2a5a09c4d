import type { RequestHandler } from 'express';
import { dataOf } from '../../src/contract/common/list';
import { SalesOrderRequest } from '../../src/contract/umg/salesOrderRequest';
import { violationsOf } from '../../src/contract/common/violations';
import { Problem } from '../../src/platform/problem';

const Body = dataOf(SalesOrderRequest);

/** The order of a create's body, validated by the same schema as Waybill's. */
export function orderOf(body: unknown): SalesOrderRequest {
  const parsed = Body.safeParse(body);
  if (!parsed.success) throw new Problem('VALIDATION_FAILED', undefined, { errors: violationsOf(parsed.error, []) });
  return parsed.data.data;
}

/** Answers a create: 201 with the order. */
export function created(start: (order: SalesOrderRequest) => Promise<void>): RequestHandler {
  return async (req, res) => {
    const order = orderOf(req.body);
    await start(order);
    res.status(201).json({ data: { ...order, status: 'CREATED' } });
  };
}
