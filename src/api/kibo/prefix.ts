import type { RequestHandler } from 'express';
import { BASE } from './dialect';

const PREFIX = '/api';
/** The vendor's own client leaves the service's name out of this one path. */
const NAMELESS = `${PREFIX}/adjustFutureDate/`;

/** The calls stand under two paths: one table, and the longer path is read as the shorter one. */
export const withoutPrefix: RequestHandler = (req, _res, next) => {
  if (req.url.startsWith(`${PREFIX}${BASE}/`)) req.url = req.url.slice(PREFIX.length);
  else if (req.url.startsWith(NAMELESS)) req.url = BASE + req.url.slice(PREFIX.length);
  next();
};
