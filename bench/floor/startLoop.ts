import type { Client } from '@temporalio/client';
import type { RequestHandler } from 'express';
import { z } from 'zod';
import { numbering } from '../contenders/contender';
import { countedLoop } from '../driver/closedLoop';
import type { Turns } from './turns';
import { toldSignals } from './workflows';

const Starts = z.object({ count: z.number().int().min(1), users: z.number().int().min(1) });

/**
 * `POST /starts {count, users}`: starts so many workflows, `users` at a time, each until its first task is done, in a bare loop
 * of this process; answers how many it did per second. They stay open, as the orders of an import do.
 */
export function startLoop({ workflow }: Client, taskQueue: string, begins: Turns): RequestHandler {
  const next = numbering('S');
  const start = async (): Promise<void> => {
    const workflowId = next();
    await workflow.start(toldSignals, { taskQueue, workflowId, requestEagerStart: true });
    await begins.of(workflowId);
  };
  return async (req, res) => {
    const { count, users } = Starts.parse(req.body);
    const { perSecond } = await countedLoop(users, count, start);
    res.json({ perSecond });
  };
}
