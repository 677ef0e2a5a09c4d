import { ApplicationFailure, cancellationSignal } from '@temporalio/activity';
import { InventoryMovement, toMovement, toWmsMovement } from '../../contract/umg/inventory';
import type { MovementStatus } from '../../domain/stock';
import type { MovementInput } from '../../messages/movement';
import { settleMovement } from '../../intake/movements';
import { PartnerError } from '../../partners';
import {
  findMovement,
  markAnswered,
  markException,
  markSent,
  markStarted,
  type MovementRecord,
} from '../../store/movements';
import type { ActivityDeps } from '../deps';
import { inClosedWords } from '../failures';

/** Where a movement stands, and how long its workflow may wait until it looks again, in milliseconds. */
export interface MovementStand {
  status: MovementStatus;
  waitMs: number;
}

/** The steps of a movement that a client asks for, as its workflow sees them. */
export interface MovementActivities {
  /** Acts on what the row says: posts what was promised, gives up what is past its time. Repeatable. */
  advanceMovement(input: MovementInput): Promise<MovementStand>;
  /** Asks the warehouse, and keeps what it says. Throws while it does not answer. */
  sendMovement(input: MovementInput): Promise<void>;
}

/** Longer than the slowest partner we know (60 s), shorter than the activity's own limit. */
const PATIENT_CALL_MS = 65_000;
/** Of an answer that gives no reason. */
const NO_REASON = 'The warehouse gave no reason.';

async function required(db: ActivityDeps['db'], { orgId, movementId }: MovementInput): Promise<MovementRecord> {
  const row = await findMovement(db, { orgId, movementId });
  if (!row) throw ApplicationFailure.nonRetryable('The movement has no row.', 'MOVEMENT_ROW_MISSING');
  return row;
}

const read = ({ document }: MovementRecord) => toMovement(InventoryMovement.parse(document));

async function advance({ db }: ActivityDeps, input: MovementInput): Promise<MovementStand> {
  await markStarted(db, input, input.startedIn);
  const row = await required(db, input);
  if (row.status === 'ACCEPTED') return { status: await settleMovement(db, input, read), waitMs: 0 };
  const waitMs = row.dueAt === null ? 0 : Date.parse(row.dueAt) - Date.now();
  const open = row.status === 'REQUESTED' || row.status === 'SENT';
  if (!open || waitMs > 0) return { status: row.status, waitMs: Math.max(1, waitMs) };
  await markException(db, input, `The warehouse of ${row.buildingId} has not answered by ${row.dueAt}.`);
  return { status: (await required(db, input)).status, waitMs: 1 };
}

async function send({ db, partners, directory, policy }: ActivityDeps, input: MovementInput): Promise<void> {
  const row = await required(db, input);
  if (row.status !== 'REQUESTED') return;
  const connection = await directory.warehouse(row.orgId, row.buildingId);
  if (!connection) {
    return markException(db, input, `No warehouse connection serves building ${row.buildingId}.`);
  }
  const message = toWmsMovement(InventoryMovement.parse(row.document));
  const limits = { timeoutMs: PATIENT_CALL_MS, signal: cancellationSignal() };
  const [result] = await partners.wms.move(connection, [message], limits).catch((err: unknown) => {
    if (!(err instanceof PartnerError)) throw err;
    const { code, retryAfterMs } = err;
    throw ApplicationFailure.create({
      message: code,
      type: code,
      ...(retryAfterMs ? { nextRetryDelay: retryAfterMs } : {}),
    });
  });
  if (result?.status === 'done') return markAnswered(db, input, { accepted: true });
  if (result?.status === 'refused') {
    return markAnswered(db, input, { accepted: false, reason: result.reason ?? NO_REASON });
  }
  await markSent(db, input, new Date(Date.now() + policy.ackMs).toISOString());
}

export function createMovementActivities(deps: ActivityDeps): MovementActivities {
  const activities: MovementActivities = {
    advanceMovement: (input) => advance(deps, input),
    sendMovement: (input) => send(deps, input),
  };
  return inClosedWords<MovementActivities>(activities, deps.log);
}
