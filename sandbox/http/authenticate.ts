import type { IncomingMessage } from 'node:http';
import type { Request, RequestHandler } from 'express';
import { CONNECTION_HEADER, bodilessPayload, verifyCallback } from '../../src/contract/partner';
import type { Books } from '../books/books';
import type { ConnectionRecord } from '../books/records';
import { Turned } from './answers';

const rawBodies = new WeakMap<IncomingMessage, Buffer>();
const senders = new WeakMap<IncomingMessage, ConnectionRecord>();

/** For `express.json({ verify })`: signatures are over the body as it came. */
export const keepRawBody = (req: IncomingMessage, _res: unknown, body: Buffer): void => void rawBodies.set(req, body);

/** Lets only registered connections of this kind in: Bearer credential and signature must both be right. */
export function authenticate(books: Books, kind: ConnectionRecord['kind']): RequestHandler {
  return (req, _res, next) => {
    const connection = books.connections.get(req.get(CONNECTION_HEADER) ?? '');
    if (!connection || connection.kind !== kind) throw new Turned(401, 'CONNECTION_UNKNOWN');
    if (req.get('authorization') !== `Bearer ${connection.credential}`) throw new Turned(401, 'CREDENTIAL_WRONG');
    const payload = rawBodies.get(req) ?? bodilessPayload(req.method, req.originalUrl);
    const verdict = verifyCallback(connection, payload, req.headers);
    if (!verdict.ok) throw new Turned(401, verdict.reason.toUpperCase());
    senders.set(req, connection);
    next();
  };
}

/** Who sent the request; only behind `authenticate`. */
export const senderOf = (req: Request) => senders.get(req) as ConnectionRecord;
