import express from 'express';
import { controlRoutes } from './control/routes';
import { errorHandler, notFound } from './http/answers';
import { authenticate, keepRawBody } from './http/authenticate';
import { faultGate } from './http/faultGate';
import { tmsRoutes } from './tms/routes';
import { wmsRoutes } from './wms/routes';
import type { World } from './world';

/** The partners' HTTP side: warehouse under `/wms`, TMS under `/tms`, the tester's door under `/control`. */
export function createSandboxApp(world: World): express.Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.use(express.json({ limit: '10mb', verify: keepRawBody }));
  app.get('/livez', (_req, res) => void res.json({ status: 'ok' }));
  app.use('/wms', faultGate(world.books, 'wms'), authenticate(world.books, 'wms'), wmsRoutes(world));
  app.use('/tms', faultGate(world.books, 'tms'), authenticate(world.books, 'tms'), tmsRoutes(world));
  app.use('/control', controlRoutes(world));
  app.use(notFound);
  app.use(errorHandler(world.log));
  return app;
}
