import { OpenApiGeneratorV31, OpenAPIRegistry, type RouteConfig } from '@asteasolutions/zod-to-openapi';
import { z } from 'zod';
import { dialectOf } from './dialect';
import { describeHeaders, problemHeaderNames, RATE_LIMIT, registerHeaders, type SentHeader } from './responseHeaders';
import type { Route, RouteSpec } from './route';

export type OpenApiDocument = ReturnType<OpenApiGeneratorV31['generateDocument']>;

const REASONS: Record<number, string> = {
  200: 'Done',
  201: 'Created',
  202: 'Accepted; the outcome follows',
  400: 'Malformed, or an unknown value',
  401: 'No valid token',
  403: 'The token lacks the scope',
  404: 'Not found',
  409: 'The state does not allow it',
  412: 'The order has changed since it was read',
  413: 'Body too large',
  415: 'Not a media type that this call reads',
  410: 'Not kept any more',
  422: 'Refused by a business rule',
  428: 'If-Match is required here',
  429: 'Too many requests',
  500: 'Our fault',
  502: 'The counterparty refused',
  503: 'A part of the service, or the counterparty, is away',
  504: 'The counterparty did not answer',
};

const headers = z.object({
  'Idempotency-Key': z.string().min(1).max(130).optional().meta({ description: 'Repeats within 7 days answer alike.' }),
});
const ifMatch = z.object({
  'If-Match': z
    .string()
    .optional()
    .meta({ description: '`ETag` of the order as it was read.', examples: ['"3"'] }),
});

/** Problem statuses a route may answer: those of its kind, and its own. */
export function problemStatuses(spec: RouteSpec): number[] {
  const { access, method, path, body, uploads, problems = [], ifMatch: takesIfMatch } = spec;
  const statuses = new Set([400, 500, 503, ...problems]);
  if (access !== 'anyone') [401, 403, 429].forEach((status) => statuses.add(status));
  if (method !== 'get') [409, 422].forEach((status) => statuses.add(status));
  if (body || uploads) [413, 415].forEach((status) => statuses.add(status));
  if (takesIfMatch) [412, 428].forEach((status) => statuses.add(status));
  return [...new Set([...statuses].map(dialectOf(path).statusOf))].sort((a, b) => a - b);
}

/** Schemas by media type. */
type Bodies = Readonly<Record<string, z.ZodType>>;

const contentOf = (bodies: Bodies) =>
  Object.fromEntries(Object.entries(bodies).map(([type, schema]) => [type, { schema }]));

function describe(spec: RouteSpec): RouteConfig {
  const schemaOf = (schema: unknown) => (schema instanceof z.ZodType ? schema : undefined);
  const body = schemaOf(spec.shownBody ?? spec.body);
  const bodies = spec.uploads ?? (body && { 'application/json': body });
  const problem = dialectOf(spec.path);
  const answer = (status: number, bodies: Bodies, sent: readonly SentHeader[]) => [
    status,
    {
      description: REASONS[status] ?? 'Done',
      headers: describeHeaders([
        ...(takesKey(spec) ? (['Idempotent-Replayed?'] as const) : []),
        ...(spec.access === 'anyone' ? [] : RATE_LIMIT),
        ...sent,
      ]),
      content: contentOf(bodies),
    },
  ];
  const answers = Object.entries(spec.responses).map(([status, schema]) =>
    answer(Number(status), { 'application/json': schema }, spec.sends?.[Number(status)] ?? []),
  );
  const texts = spec.texts ? [answer(200, spec.texts, ['Content-Disposition'])] : [];
  const problems = problemStatuses(spec).map((status) =>
    answer(status, { [problem.mediaType]: problem.schema }, problemHeaderNames(status)),
  );
  return {
    method: spec.method,
    path: spec.path,
    operationId: spec.id,
    summary: spec.summary,
    tags: [spec.tag],
    security: securityOf(spec),
    request: {
      params: schemaOf(spec.params) as z.ZodObject | undefined,
      query: schemaOf(spec.query) as z.ZodObject | undefined,
      headers: [...(takesKey(spec) ? [headers] : []), ...(spec.ifMatch ? [ifMatch] : [])],
      ...(bodies ? { body: { required: true, content: contentOf(bodies) } } : {}),
    },
    responses: Object.fromEntries([...problems, ...answers, ...texts]) as RouteConfig['responses'],
  };
}

/** Callbacks and log-ins are repeatable as they are. */
const takesKey = ({ access, method }: RouteSpec): boolean =>
  method !== 'get' && access !== 'anyone' && !('orSignature' in access) && !('basic' in access);

function securityOf({ access }: RouteSpec): RouteConfig['security'] {
  if (access === 'anyone') return [];
  if ('basic' in access) return [{ basic: [access.scope] }];
  const token = { bearer: [access.scope] };
  return 'orSignature' in access ? [token, { signature: [] }] : [token];
}

/** OpenAPI 3.1 of the route table: the same schemas that check requests and answers. */
export function openApiOf(routes: readonly Route[], version: string): OpenApiDocument {
  const registry = new OpenAPIRegistry();
  registry.registerComponent('securitySchemes', 'bearer', { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' });
  registry.registerComponent('securitySchemes', 'basic', {
    type: 'http',
    scheme: 'basic',
    description: 'Client id and secret.',
  });
  registry.registerComponent('securitySchemes', 'signature', {
    type: 'apiKey',
    in: 'header',
    name: 'webhook-signature',
    description: 'Standard Webhooks signature with the secret of the connection named in `waybill-connection`.',
  });
  registerHeaders(registry);
  routes.forEach(({ spec }) => registry.registerPath(describe(spec)));
  return new OpenApiGeneratorV31(registry.definitions).generateDocument({
    openapi: '3.1.0',
    info: {
      title: 'Waybill',
      version,
      description: 'Durable order orchestration: sales orders from the shop to the carrier.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
  });
}
