import express, { Router, type Express, type RequestHandler } from 'express';
import helmet from 'helmet';
import type { ApiDeps } from './deps';
import { docsPage } from './docs';
import { livez, readyz } from './health';
import { notOffered } from './kibo/notOffered';
import { withoutPrefix } from './kibo/prefix';
import { basic } from './middleware/basic';
import { bearer } from './middleware/bearer';
import { errorAnswers, methodNotAllowed, notFound } from './middleware/errors';
import { idempotencyKey } from './middleware/idempotencyKey';
import { jsonBody } from './middleware/jsonBody';
import { rateLimits, type RateLimits } from './middleware/rateLimit';
import { requestId } from './middleware/requestId';
import { requestLog } from './middleware/requestLog';
import { tokenOrSignature } from './middleware/signature';
import { openApiOf } from './openapi';
import { mountProblemPages } from './problemPages';
import type { Route } from './route';
import { routeTable } from './routes';
import { VERSION } from './version';

/** The HTTP application: every route of the table with what stands before it, the document and the docs page. */
export function createApp(deps: ApiDeps): Express {
  const app = express();
  app.disable('x-powered-by');
  // ETags are ours: an order's sequence. `bulk` beside `{customerOrderNumber}` needs exact paths.
  app.set('etag', false);
  app.set('case sensitive routing', true);
  app.set('query parser', 'simple');
  app.use(requestId, requestLog(deps.log), helmet(SECURITY_HEADERS));
  app.get('/livez', livez);
  app.get('/readyz', readyz(deps));

  const routes = routeTable(deps);
  const document = openApiOf(routes, VERSION);
  app.get('/openapi.json', (_req, res) => {
    res.json(document);
  });
  app.use('/docs', docsPage());
  mountProblemPages(app);
  app.use(withoutPrefix, notOffered, mount(routes, deps));
  app.use(notFound, errorAnswers(deps.log));
  return app;
}

/** Helmet's defaults, but plain HTTP stays plain: TLS ends before this process. */
const SECURITY_HEADERS: Parameters<typeof helmet>[0] = {
  contentSecurityPolicy: { directives: { upgradeInsecureRequests: null } },
};

function mount(routes: readonly Route[], deps: ApiDeps): Router {
  const router = Router({ caseSensitive: true });
  const methods = new Map<string, string[]>();
  const limits = rateLimits(deps.config);
  for (const { spec, handle } of routes) {
    const path = spec.path.replace(/\{(\w+)\}/g, ':$1');
    methods.set(path, [...(methods.get(path) ?? []), spec.method.toUpperCase()]);
    router[spec.method](path, ...before(spec, deps, limits), handle);
  }
  for (const [path, allowed] of methods) router.all(path, methodNotAllowed(allowed));
  return router;
}

/** Clients wait for these answers: the workflows of orders that were accepted before are started in the pauses. */
const beforeStarts =
  ({ starter }: ApiDeps): RequestHandler =>
  (_req, res, next) => {
    res.once('close', starter.giveWay());
    next();
  };

/** Who calls is settled before a body is read, except where a signature covers the body. */
function before(
  { access, method, bodyLimitBytes, uploads }: Route['spec'],
  deps: ApiDeps,
  limits: RateLimits,
): RequestHandler[] {
  const body = method === 'get' ? [] : [jsonBody(bodyLimitBytes ?? deps.config.bodyLimitBytes)];
  if (access === 'anyone') return body;
  if ('orSignature' in access) return [...body, tokenOrSignature(access.scope, deps), limits.callbacks];
  const first = method === 'get' ? [] : [beforeStarts(deps)];
  if ('basic' in access) return [...first, basic(access.scope, deps), limits.clients, ...body];
  const known = [bearer(access.scope, deps.config.tokenSecret), limits.clients];
  // An upload's body is its handler's to read, and its key is claimed when the last byte has come.
  if (method === 'get' || uploads) return known;
  return [...first, ...known, ...body, idempotencyKey(deps)];
}
