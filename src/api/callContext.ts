import { randomUUID } from 'node:crypto';
import type { Request, Response } from 'express';
import type { Connection } from '../store/connections';
import type { Fingerprinted } from '../store/idempotency';
import type { Principal } from './scopes';

/** What the middleware found out about a request before its handler runs. */
export interface CallContext {
  requestId: string;
  /** For handlers that read the body themselves, while it arrives. */
  incoming: Request;
  /** Path and query as received. */
  url: string;
  path: string;
  /** Unknown on routes for anyone, and where a connection signed instead. */
  principal: Principal | undefined;
  /** The partner connection that signed, and its message id. */
  signedBy: { connection: Connection; messageId: string } | undefined;
  /** Id under which a command is applied at most once; the same for every repeat under one idempotency key. */
  cause: string;
  idempotency: Idempotency | undefined;
  ifMatch: string | undefined;
  /** `x-vol-tenant`, by which some clients name their business unit. */
  volTenant: string | undefined;
  /** Host and port as the caller knows them. */
  host: string;
}

/** A request under an `Idempotency-Key`. */
export interface Idempotency {
  claim: Fingerprinted;
  /** Status of the first answer, on a repeat. */
  replayed: number | null;
  /** Path of what the first request made or started, on a repeat. */
  resource: string | null;
  finish(status: number, resource: string | null): Promise<void>;
  abandon(): Promise<void>;
}

/** Members of `res.locals`, filled by the middleware. */
export interface Locals {
  requestId: string;
  principal?: Principal;
  signedBy?: CallContext['signedBy'];
  cause?: string;
  idempotency?: Idempotency;
  /** Bytes of the body as received; signatures cover these. */
  rawBody?: Buffer;
}

export const localsOf = (res: Response): Locals => res.locals as Locals;

export function contextOf(req: Request, res: Response): CallContext {
  const { requestId, principal, signedBy, cause, idempotency } = localsOf(res);
  return {
    requestId,
    incoming: req,
    url: req.originalUrl,
    path: req.path,
    principal,
    signedBy,
    cause: cause ?? `cmd/${randomUUID()}`,
    idempotency,
    // A repeat was checked when it was first sent; the order has moved since.
    ifMatch: idempotency?.replayed ? '*' : req.get('if-match'),
    volTenant: req.get('x-vol-tenant'),
    host: req.get('host') ?? '',
  };
}
