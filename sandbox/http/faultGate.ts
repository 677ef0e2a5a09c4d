import { setTimeout as sleep } from 'node:timers/promises';
import type { RequestHandler, Response } from 'express';
import type { Books } from '../books/books';
import { faultOf } from '../faults';
import { Turned } from './answers';

/** How long an answer that will not come keeps its caller waiting. */
const HOLD_MS = 120_000;

/** Cuts the connection without an answer. */
export const loseAnswer = (res: Response): void => void res.socket?.destroy();

/** Puts the faults that the control endpoint set for a whole partner before its handlers. */
export function faultGate(books: Books, target: 'wms' | 'tms'): RequestHandler {
  return async (_req, res, next) => {
    const fault = faultOf(books, target, true);
    if (!fault) return next();
    if (fault.down) return loseAnswer(res);
    if (fault.latencyMs) await sleep(fault.latencyMs);
    const status = fault.status ?? 500;
    if (fault.retryAfterSeconds !== undefined) res.setHeader('retry-after', String(fault.retryAfterSeconds));
    if (fault.timeoutAfterWork) holdAnswer(res);
    else if (fault.errorAfterWork) replaceAnswer(res, status);
    else if (Math.random() < (fault.errorRate ?? (fault.status ? 1 : 0))) throw new Turned(status, 'FAULT');
    next();
  };
}

function holdAnswer(res: Response): void {
  res.json = () => {
    const timer = setTimeout(() => loseAnswer(res), HOLD_MS);
    res.on('close', () => clearTimeout(timer));
    return res;
  };
}

/** The handler works on and believes it has answered. */
export function replaceAnswer(res: Response, status: number): void {
  const json = res.json.bind(res);
  res.json = () => {
    res.status(status);
    return json({ error: { code: 'FAULT' } });
  };
}
