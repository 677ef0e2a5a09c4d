import { Router } from 'express';
import { wmsMovementsRequest } from '../../src/contract/partner';
import type { WmsMovementMessage, WmsMovementResult } from '../../src/contract/partner';
import type { MovementRecord } from '../books/records';
import type { NewCallback } from '../callbacks/outbox';
import { Turned, read } from '../http/answers';
import { senderOf } from '../http/authenticate';
import { profileOf } from '../profile';
import { suffixOf } from '../suffixes';
import { after, type World } from '../world';

/** Movements of stock that Waybill asks for: done at once, unless the movement's id ends in a suffix. */

const REFUSAL = 'Not possible here';
/** Tries of a movement of `-WMS500` that are turned away. */
const TURNED_AWAY = 2;

export function movementRoutes(world: World): Router {
  const router = Router();
  router.post('/movements', (req, res) => {
    const { messages } = read(wmsMovementsRequest, req.body);
    const { connectionId } = senderOf(req);
    res.json({ results: messages.map((message) => receive(world, connectionId, message)) });
  });
  return router;
}

/** Takes a movement in, once per message id; a repeat is answered by what has come of it. */
function receive(world: World, connectionId: string, message: WmsMovementMessage): WmsMovementResult {
  const { books } = world;
  const { messageId } = message;
  const before = books.movements.get(messageId);
  const tries = (before?.received ?? 0) + 1;
  const suffix = suffixOf(message.movementId);
  const turned = suffix === 'WMS500' && tries <= TURNED_AWAY;
  const taken = before && before.status !== 'turned_away' ? before : firstTake(world, connectionId, message);
  const record: MovementRecord = { ...taken, received: tries, ...(turned ? { status: 'turned_away' as const } : {}) };
  books.write([['movements', messageId, record]]);
  if (turned) throw new Turned(500, 'FAULT');
  if (record.plan) world.schedule.at(`movement:${messageId}`, record.plan.at);
  const { status } = record;
  if (status === 'refused') return { messageId, status, reason: record.reason ?? REFUSAL };
  return { messageId, status: status === 'done' ? 'done' : 'received' };
}

function firstTake({ books }: World, connectionId: string, message: WmsMovementMessage): MovementRecord {
  const now = new Date();
  const record = { connectionId, message, received: 0, reason: null, plan: null };
  const { manual, recallMs } = profileOf(books, message.businessUnitId);
  const later = (accepted: boolean): MovementRecord => ({
    ...record,
    status: 'received',
    plan: { at: after(now, recallMs), accepted },
  });
  switch (suffixOf(message.movementId)) {
    case 'MOVEREFUSE':
      return { ...record, status: 'refused', reason: REFUSAL };
    case 'MOVELATER':
      return later(true);
    case 'MOVELATEREFUSE':
      return later(false);
    case 'MOVESILENT':
      return { ...record, status: 'received' };
    default:
      return { ...record, status: manual ? 'received' : 'done' };
  }
}

/** The warehouse does, or refuses, a movement that it has taken note of, and says so. Answers the callback's id. */
export function answerMovement(world: World, record: MovementRecord, accepted: boolean, reason = REFUSAL): string[] {
  const { message, connectionId } = record;
  const answer: NewCallback = {
    connectionId,
    path: `/inventoryMovement/${encodeURIComponent(message.movementId)}/answer`,
    lane: `movement/${message.movementId}`,
    body: { data: accepted ? { accepted } : { accepted, reason } },
  };
  const drafted = world.outbox.draft([answer], new Date());
  const status = accepted ? 'done' : 'refused';
  const settled: MovementRecord = { ...record, status, reason: accepted ? null : reason, plan: null };
  world.books.write([['movements', message.messageId, settled], ...drafted.entries]);
  world.outbox.send(drafted.records);
  return drafted.records.map(({ id }) => id);
}

/** Answers what is due of these. */
export function runDueMovements(world: World, ids: readonly string[]): void {
  for (const id of ids) {
    const record = world.books.movements.get(id);
    if (record?.plan) answerMovement(world, record, record.plan.accepted);
  }
}
