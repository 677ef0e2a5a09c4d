import type { RequestHandler } from 'express';
import { Problem } from '../platform/problem';
import type { ApiDeps } from './deps';
import { sendProblem } from './middleware/errors';

const PROBE_MS = 1500;

/** What keeps the service from taking requests, one sentence each; empty when it is ready. */
async function missingParts({ db, gateway, readiness }: ApiDeps): Promise<string[]> {
  if (readiness.stopping) return ['shutdown: the service is stopping'];
  const [database, temporal, others] = await Promise.all([
    answers(db.pool.query('select 1 from orders limit 1')),
    gateway.ready(PROBE_MS),
    readiness.missing(),
  ]);
  return [
    ...(database ? [] : ['database: PostgreSQL does not answer, or is not migrated']),
    ...(temporal ? [] : ['temporal: the Temporal frontend does not answer']),
    ...others,
  ];
}

async function answers(probe: PromiseLike<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => (timer = setTimeout(() => resolve(false), PROBE_MS)));
  const answer = Promise.resolve(probe).then(
    () => true,
    () => false,
  );
  return Promise.race([answer, late]).finally(() => clearTimeout(timer));
}

/** The process runs: says nothing of its counterparties, so that a restart is not asked for their sake. */
export const livez: RequestHandler = (_req, res) => {
  res.json({ status: 'ok' });
};

/** 200 while every part answers, else 503 with the reasons. */
export function readyz(deps: ApiDeps): RequestHandler {
  return async (req, res) => {
    const reasons = await missingParts(deps);
    if (reasons.length === 0) {
      res.json({ status: 'ready' });
      return;
    }
    sendProblem(
      res,
      req.path,
      new Problem('NOT_READY', `${reasons.join('; ')}.`, { extra: { reasons }, retryAfterSeconds: 1 }),
    );
  };
}
