import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type Express, type RequestHandler } from 'express';
import helmet from 'helmet';
import type { Logger } from 'pino';
import { bearer } from '../../src/api/middleware/bearer';
import { errorAnswers, notFound } from '../../src/api/middleware/errors';
import { jsonBody } from '../../src/api/middleware/jsonBody';
import { requestId } from '../../src/api/middleware/requestId';
import { requestLog } from '../../src/api/middleware/requestLog';
import type { Config } from '../../src/platform/config';

/** The same Express front as Waybill's API, for what it is measured against. */
export interface Front {
  app: Express;
  /** What stands before a handler: token and JSON body. */
  before: RequestHandler[];
  body: RequestHandler;
  /** Opens the door at the configured port. */
  listen(): Promise<string>;
}

export function createFront(config: Config, log: Logger): Front {
  const app = express();
  app.disable('x-powered-by');
  app.set('etag', false);
  app.use(requestId, requestLog(log), helmet());
  app.get('/livez', (_req, res) => void res.json({ status: 'ok' }));
  const body = jsonBody(config.bodyLimitBytes);
  return {
    app,
    body,
    before: [bearer('orders:write', config.tokenSecret), body],
    async listen() {
      app.use(notFound, errorAnswers(log));
      const server = createServer(app);
      await new Promise<void>((resolve, reject) => {
        server.once('error', reject);
        server.listen(config.port, config.host, resolve);
      });
      return `http://${config.host}:${(server.address() as AddressInfo).port}`;
    },
  };
}
