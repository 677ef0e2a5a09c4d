import { databaseProblem } from '../platform/databaseProblem';
import { createGathering } from '../platform/gathering';
import { acceptOrders } from './acceptOrders';
import type { AcceptDeps } from './deps';
import type { AcceptedOrder, NewOrder } from './types';

/** Orders of one list; more take longer than the first of them should wait. */
const MOST = 100;

/**
 * Accepts single creates, each as `acceptOrders` would: those of a business unit that come while others of it are being
 * written go as one list. So creates of this process do not wait for each other's stock, and cost one statement together.
 */
export const acceptTogether = (deps: AcceptDeps): ((order: NewOrder) => Promise<AcceptedOrder>) =>
  createGathering((orders) => acceptOrders(deps, orders), {
    lane: ({ businessUnitId }) => businessUnitId,
    most: MOST,
    failsAll: (err) => databaseProblem(err) !== null,
  });
