import type { RequestHandler } from 'express';
import { Problem } from '../../platform/problem';
import { BASE } from './dialect';

/** Calls of the published service that have no meaning here, and why. */
const NOT_OFFERED: readonly { path: RegExp; method?: string; why: string }[] = [
  { path: /^\/v1\/export(\/|$)/, why: 'Stock is not exported to files: read it with POST v5/inventory.' },
  {
    path: /^\/v1\/config\/fetchfile(\/|$)/,
    why: 'Where count files are fetched from is set by the operator (WAYBILL_INBOX_…), not by clients.',
  },
  { path: /^\/v1\/silo\//, why: 'There are no silos to size: workers are added as processes.' },
  { path: /^\/v1\/locationGroup$/, why: 'Locations have no groups.' },
  {
    method: 'POST',
    path: /^\/v1\/location$/,
    why: 'Locations are buildings of the master data: they are made there.',
  },
  { path: /^\/v5\/inventory\/redistribute$/, why: 'Tags describe products; no stock is kept per tag.' },
];

/** Says of a published call that it is not here, and what to do instead. */
export const notOffered: RequestHandler = (req, _res, next) => {
  if (!req.path.startsWith(`${BASE}/`)) return next();
  const rest = req.path.slice(BASE.length);
  const call = NOT_OFFERED.find(({ path, method = req.method }) => method === req.method && path.test(rest));
  next(call && new Problem('NOT_OFFERED', call.why));
};
