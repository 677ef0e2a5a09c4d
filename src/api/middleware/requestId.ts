import { randomUUID } from 'node:crypto';
import type { RequestHandler } from 'express';

const FORM = /^[A-Za-z0-9_-]{1,200}$/;

/** Takes the caller's `X-Request-Id` where it has the right form, else makes one; every answer carries it. */
export const requestId: RequestHandler = (req, res, next) => {
  const given = req.get('x-request-id');
  const id = given && FORM.test(given) ? given : `req_${randomUUID().replaceAll('-', '')}`;
  res.locals.requestId = id;
  res.set('X-Request-Id', id);
  next();
};
