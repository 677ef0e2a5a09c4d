import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RequestHandler, Response } from 'express';
import type { Logger } from 'pino';
import { pinoHttp } from 'pino-http';
import { localsOf } from '../callContext';

/** The path alone: a query may hold what people typed. */
const pathOf = (req: IncomingMessage): string => (req.url ?? '').split('?')[0] ?? '';

/** One line per answered request: method, path, status, time, request id, client. Never a body or a header. */
export function requestLog(log: Logger): RequestHandler {
  return pinoHttp({
    logger: log,
    quietReqLogger: true,
    genReqId: (_req: IncomingMessage, res: ServerResponse) => localsOf(res as Response).requestId,
    serializers: { req: () => undefined, res: () => undefined },
    customLogLevel: (_req, res, err) => (err || res.statusCode >= 500 ? 'error' : 'info'),
    customSuccessMessage: (req, res) => `${req.method} ${pathOf(req)} ${res.statusCode}`,
    customErrorMessage: (req, res) => `${req.method} ${pathOf(req)} ${res.statusCode}`,
    customProps: (_req, res) => ({ clientId: localsOf(res as Response).principal?.clientId }),
    autoLogging: { ignore: (req) => ['/livez', '/readyz'].includes(pathOf(req)) },
  });
}
