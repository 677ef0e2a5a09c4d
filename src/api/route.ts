import type { Request, RequestHandler, Response } from 'express';
import { z } from 'zod';
import type { Violation } from '../contract/common/problem';
import { Problem } from '../platform/problem';
import { contextOf, type CallContext } from './callContext';
import type { SentHeader } from './responseHeaders';
import type { Scope } from './scopes';
import { violationsOf } from '../contract/common/violations';

type Out<S> = S extends z.ZodType ? z.output<S> : undefined;
type Responses = Record<number, z.ZodType>;

/**
 * How a caller proves who it is: nothing, a token with a scope, (callbacks) a token or a connection's signature, or
 * client id and secret by HTTP Basic.
 */
export type Access = 'anyone' | { scope: Scope } | { scope: Scope; orSignature: true } | { scope: Scope; basic: true };

/** One row of the route table: what OpenAPI shows and what the answer is held to. */
export interface RouteSpec<P = unknown, Q = unknown, B = unknown, R extends Responses = Responses> {
  method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** With `{name}` for parameters. */
  path: string;
  id: string;
  summary: string;
  tag: string;
  access: Access;
  params?: P;
  query?: Q;
  body?: B;
  /** What the document shows where the handler judges the body by itself. */
  shownBody?: z.ZodType;
  /** Where it differs from the configured one. */
  bodyLimitBytes?: number;
  /** Bodies that the handler reads itself while they arrive, by media type; of NDJSON the schema of a line. */
  uploads?: Readonly<Record<string, z.ZodType>>;
  /** Texts that the handler writes while it makes them, by media type; of NDJSON the schema of a line. */
  texts?: Readonly<Record<string, z.ZodType>>;
  /** Body schema per success status. */
  responses: R;
  /** Headers per success status; the request id goes without saying. */
  sends?: { [S in keyof R]?: readonly SentHeader[] };
  /** Problem statuses besides those that every route may answer. */
  problems?: readonly number[];
  /** Commands on one order take `If-Match`. */
  ifMatch?: true;
}

/** A handler's answer: one of the declared statuses with its body. */
export type Reply<R extends Responses> = {
  [S in keyof R & number]: { status: S; body: z.input<R[S]>; headers?: Record<string, string> };
}[keyof R & number];

export interface Call<P, Q, B> extends CallContext {
  params: Out<P>;
  query: Out<Q>;
  body: Out<B>;
}

export interface Route {
  spec: RouteSpec;
  handle: RequestHandler;
}

/**
 * Joins a spec with its handler; in two steps, so that the handler's answer is checked against the spec's literal
 * statuses. Input that breaks the schemas is answered 400 with all violations at once.
 */
export function route<R extends Responses, P = undefined, Q = undefined, B = undefined>(spec: RouteSpec<P, Q, B, R>) {
  return (handler: (call: Call<P, Q, B>) => Promise<Reply<R>>): Route => {
    const handle = async (req: Request, res: Response): Promise<void> => {
      const call = contextOf(req, res);
      try {
        const reply = await handler({ ...call, ...readInput(spec, req) } as Call<P, Q, B>);
        const body = (spec.responses[reply.status] as z.ZodType).parse(reply.body);
        const status = statusOf(reply.status, call.idempotency?.replayed ?? null);
        await call.idempotency?.finish(status, reply.headers?.Location ?? null);
        res
          .status(status)
          .set(reply.headers ?? {})
          .json(body);
      } catch (err) {
        await call.idempotency?.abandon().catch(() => undefined);
        throw err;
      }
    };
    return { spec: spec as RouteSpec, handle };
  };
}

/** A repeat is answered as the first time, unless that was only accepted then and the outcome is known now. */
const statusOf = (now: number, first: number | null): number => (first === null || first === 202 ? now : first);

/** Path, query and body by their schemas. @throws Problem 400 with everything that is wrong with them */
export function readInput(spec: Pick<RouteSpec, 'params' | 'query' | 'body'>, req: Request) {
  const violations: Violation[] = [];
  const read = (schema: unknown, value: unknown, root: string[]): unknown => {
    if (!(schema instanceof z.ZodType)) return undefined;
    const parsed = schema.safeParse(value);
    if (!parsed.success) violations.push(...violationsOf(parsed.error, root));
    return parsed.data;
  };
  const input = {
    params: read(spec.params, req.params, ['path']),
    query: read(spec.query ?? z.strictObject({}), req.query, ['query']),
    body: read(spec.body, req.body, []),
  };
  if (violations.length > 0) throw new Problem('VALIDATION_FAILED', undefined, { errors: violations });
  return input;
}
