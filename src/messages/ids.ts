import type { OrderKey } from '../domain/order';
import type { JobKey } from './job';
import type { MovementKey } from './movement';

/** Workflow ids, the only place where one is built or taken apart. */

const ORDER = 'so';
const JOB = 'job';
const MOVEMENT = 'mv';

/** Each part percent-encoded, so that any client's number is safe and reversible. */
const idOf = (kind: string, ...parts: string[]): string => [kind, ...parts.map(encodeURIComponent)].join('/');

/** The parts of an id of a kind; throws a `RangeError` for an id of another kind. */
function partsOf(kind: string, id: string): [string, string] {
  const [found, first, second, ...rest] = id.split('/');
  if (found !== kind || !first || !second || rest.length > 0) throw new RangeError(`not an id of kind ${kind}: ${id}`);
  return [decodeURIComponent(first), decodeURIComponent(second)];
}

/** `so/{businessUnitId}/{orderNumber}` */
export const orderWorkflowId = (key: OrderKey): string => idOf(ORDER, key.businessUnitId, key.orderNumber);

/** The inverse of `orderWorkflowId`; throws a `RangeError` for an id of another kind. */
export function parseOrderWorkflowId(id: string): OrderKey {
  const [businessUnitId, orderNumber] = partsOf(ORDER, id);
  return { businessUnitId, orderNumber };
}

/** `job/{businessUnitId}/{jobId}` */
export const jobWorkflowId = (key: JobKey): string => idOf(JOB, key.businessUnitId, key.jobId);

/** The inverse of `jobWorkflowId`; throws a `RangeError` for an id of another kind. */
export function parseJobWorkflowId(id: string): JobKey {
  const [businessUnitId, jobId] = partsOf(JOB, id);
  return { businessUnitId, jobId };
}

/** `mv/{orgId}/{movementId}` */
export const movementWorkflowId = (key: MovementKey): string => idOf(MOVEMENT, key.orgId, key.movementId);
