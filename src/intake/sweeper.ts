import { TemporalUnavailable } from '../temporal/errors';
import { createHousekeeping, type HousekeepingDeps } from './housekeeping';
import { createInboundSweep } from './inbound/sweep';
import { createJobSweep } from './jobs/sweepJobs';
import { createMovementSweep } from './movements';
import { createPlacing, type PlacingDeps } from './placing';
import { createInboxSweep } from './sweepInbox';
import { createOrderSweep } from './sweepOrders';
import type { IntakeDeps } from './types';
import { whileLeading, type Loop } from './whileLeading';

/** Any constant of our own: of all workers of one database one sweeps. */
const LOCK = 7_295_114_017;
const EVERY_MS = 1000;
const FIRST_BACKOFF_MS = 10_000;
const LAST_BACKOFF_MS = 600_000;

/**
 * Does what starter and courier left undone, after a crash, a loss, or while Temporal was away. Runs until stopped; errors of
 * database and Temporal are logged and survived.
 */
export function runSweeper(deps: IntakeDeps & PlacingDeps & HousekeepingDeps): Loop {
  const { db, gateway, log } = deps;
  const sweepOrders = createOrderSweep(deps);
  const sweepInbox = createInboxSweep(deps);
  const sweepJobs = createJobSweep(deps);
  const sweepMovements = createMovementSweep(deps);
  const sweepInbound = createInboundSweep(deps);
  const place = createPlacing(deps);
  const keepHouse = createHousekeeping(deps);
  let namespaceId: string | null = null;
  let backoffMs = FIRST_BACKOFF_MS;
  let temporalDueAt = 0;
  let probeAt = Infinity;

  /** A namespace with another id is a fresh Temporal database: it knows no search attributes, and every mark is void. */
  const meetNamespace = async (): Promise<string> => {
    const id = await gateway.namespaceId({ fresh: true });
    if (id !== namespaceId) {
      await gateway.ensureSearchAttributes();
      log.info({ namespaceId: id }, 'sweeping for this namespace');
    }
    namespaceId = id;
    return id;
  };

  /** Whether a Temporal that was down answers again, asked every ten seconds: then the wait is over early. */
  const isBack = async (): Promise<boolean> => {
    if (Date.now() < probeAt) return false;
    probeAt = Date.now() + FIRST_BACKOFF_MS;
    return gateway.ready();
  };

  const sweepTemporal = async (): Promise<void> => {
    if (Date.now() < temporalDueAt && !(await isBack())) return;
    try {
      const id = await meetNamespace();
      await sweepJobs(id);
      await sweepMovements(id);
      await sweepOrders(id);
      await sweepInbound(id);
      backoffMs = FIRST_BACKOFF_MS;
    } catch (err) {
      if (!(err instanceof TemporalUnavailable)) throw err;
      log.warn({ err, waitMs: backoffMs }, 'Temporal does not answer, the sweeper waits');
      temporalDueAt = Date.now() + backoffMs;
      // One that answers a probe is overloaded, and waited for in full.
      probeAt = (await gateway.ready()) ? Infinity : Date.now() + FIRST_BACKOFF_MS;
      backoffMs = Math.min(backoffMs * 2, LAST_BACKOFF_MS);
    }
  };

  return whileLeading({ db, log, lock: LOCK, what: 'sweep' }, async () => {
    await sweepTemporal();
    if (namespaceId !== null) await sweepInbox(namespaceId);
    await place();
    await keepHouse();
    return EVERY_MS;
  });
}
