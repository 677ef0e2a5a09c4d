import { INBOUND_KINDS, type InboundKey } from '../domain/inbound/state';
import type { OrderKey } from '../domain/order';
import type { JobKey } from './job';
import type { MovementKey } from './movement';

/** Workflow ids, the only place where one is built or taken apart. */

const ORDER = 'so';
const JOB = 'job';
const MOVEMENT = 'mv';
const INBOUND = 'in';

/** Each part percent-encoded, so that any client's number is safe and reversible. */
const idOf = (kind: string, ...parts: string[]): string => [kind, ...parts.map(encodeURIComponent)].join('/');

/** So many parts of an id of a kind; throws a `RangeError` for an id of another kind. */
function partsOf(kind: string, id: string, count = 2): string[] {
  const [found, ...parts] = id.split('/');
  if (found !== kind || parts.length !== count || parts.includes(''))
    throw new RangeError(`not an id of kind ${kind}: ${id}`);
  return parts.map(decodeURIComponent);
}

/** `so/{businessUnitId}/{orderNumber}` */
export const orderWorkflowId = (key: OrderKey): string => idOf(ORDER, key.businessUnitId, key.orderNumber);

/** The inverse of `orderWorkflowId`; throws a `RangeError` for an id of another kind. */
export function parseOrderWorkflowId(id: string): OrderKey {
  const [businessUnitId, orderNumber] = partsOf(ORDER, id) as [string, string];
  return { businessUnitId, orderNumber };
}

/** `job/{businessUnitId}/{jobId}` */
export const jobWorkflowId = (key: JobKey): string => idOf(JOB, key.businessUnitId, key.jobId);

/** The inverse of `jobWorkflowId`; throws a `RangeError` for an id of another kind. */
export function parseJobWorkflowId(id: string): JobKey {
  const [businessUnitId, jobId] = partsOf(JOB, id) as [string, string];
  return { businessUnitId, jobId };
}

/** `mv/{orgId}/{movementId}` */
export const movementWorkflowId = (key: MovementKey): string => idOf(MOVEMENT, key.orgId, key.movementId);

/** `in/{kind}/{businessUnitId}/{number}` */
export const inboundWorkflowId = (key: InboundKey): string => idOf(INBOUND, key.kind, key.businessUnitId, key.number);

/** The inverse of `inboundWorkflowId`; throws a `RangeError` for an id of another kind. */
export function parseInboundWorkflowId(id: string): InboundKey {
  const [word, businessUnitId, number] = partsOf(INBOUND, id, 3) as [string, string, string];
  const kind = INBOUND_KINDS.find((one) => one === word);
  if (!kind) throw new RangeError(`not an id of kind ${INBOUND}: ${id}`);
  return { businessUnitId, kind, number };
}
