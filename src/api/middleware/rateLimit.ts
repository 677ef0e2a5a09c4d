import type { RequestHandler } from 'express';
import { rateLimit, type RateLimitInfo } from 'express-rate-limit';
import type { Config } from '../../platform/config';
import { Problem } from '../../platform/problem';
import { localsOf, type Locals } from '../callContext';

const WINDOW_MS = 60_000;

/** Stands behind the check of who calls: what is counted belongs to one client or connection. */
export interface RateLimits {
  clients: RequestHandler;
  /** Callbacks: what has happened in a warehouse does not become less by being turned away. */
  callbacks: RequestHandler;
}

function keyOf({ principal, signedBy }: Locals): string {
  return signedBy ? `connection/${signedBy.connection.id}` : `client/${principal?.orgId}/${principal?.clientId}`;
}

function limiter(name: string, perMinute: number): RequestHandler {
  if (perMinute === 0) return (_req, _res, next) => next();
  return rateLimit({
    identifier: name,
    windowMs: WINDOW_MS,
    limit: perMinute,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    keyGenerator: (_req, res) => keyOf(localsOf(res)),
    handler: (req, _res, next) => {
      const { resetTime } = (req as typeof req & { rateLimit: RateLimitInfo }).rateLimit;
      const leftMs = (resetTime?.getTime() ?? Date.now() + WINDOW_MS) - Date.now();
      const retryAfterSeconds = Math.max(1, Math.ceil(leftMs / 1_000));
      const detail = `At most ${perMinute} requests a minute are taken; ask again in ${retryAfterSeconds} s.`;
      next(new Problem('RATE_LIMITED', detail, { retryAfterSeconds, extra: { limit: perMinute } }));
    },
  });
}

/** Requests a minute of one API client, or callbacks of one sender, that this process takes; a limit of 0 is none. */
export const rateLimits = ({ rateLimitPerMinute, callbackRateLimitPerMinute }: Config): RateLimits => ({
  clients: limiter('client', rateLimitPerMinute),
  callbacks: limiter('callbacks', callbackRateLimitPerMinute),
});
