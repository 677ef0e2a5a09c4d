import { z } from 'zod';
import { digestOf } from '../../contract/common/digest';
import { required } from '../../contract/common/fields';
import { dataOf } from '../../contract/common/list';
import { Empty } from '../../contract/umg/confirmations';
import {
  InventoryMovements,
  InventoryMovementState,
  MovementAnswer,
  toMovement,
  type InventoryMovement,
} from '../../contract/umg/inventory';
import { answerMovement, takeMovements } from '../../intake/movements';
import { Problem } from '../../platform/problem';
import { findMovement } from '../../store/movements';
import { isWithin } from '../../store/scope';
import type { ApiDeps } from '../deps';
import { route, type Route } from '../route';
import { senderOf } from '../sender';
import { bearerOf } from '../tenant';
import { requireKnown } from './checkMovements';

const MovementPath = z.object({ movementId: required(50) });
const NO_REASON = 'The warehouse gave no reason.';

/** A movement, and what the ledger takes of it. */
const incoming = (document: InventoryMovement) => ({
  movement: toMovement(document),
  digest: digestOf(document),
  document,
});

/** `POST /inventoryMovement`: from a warehouse's connection what has happened, from a client what is asked for. */
const takeRoute = (deps: ApiDeps): Route =>
  route({
    method: 'post',
    path: '/inventoryMovement',
    id: 'moveInventory',
    summary: 'Stock has moved (from a warehouse), or is to be moved (from a client)',
    tag: 'Inventory',
    access: { scope: 'wms:callback', orSignature: true },
    body: dataOf(InventoryMovements),
    responses: { 200: Empty },
    problems: [404],
  })(async (call) => {
    const { source, scope } = senderOf(call, ['wms']);
    const sent = call.body.data;
    await requireKnown(deps, scope, sent);
    const conflicting = await takeMovements(deps, {
      orgId: scope.orgId,
      source,
      facts: call.signedBy !== undefined,
      items: sent.map(incoming),
      dueAt: new Date(Date.now() + deps.config.policy.ackMs).toISOString(),
    });
    if (conflicting.length > 0) {
      const detail = `Sent before with other content: ${conflicting.join(', ')}. All others are taken.`;
      throw new Problem('MOVEMENT_CONFLICT', detail, { extra: { movementIds: conflicting } });
    }
    return { status: 200, body: {} };
  });

const readRoute = (deps: ApiDeps): Route =>
  route({
    method: 'get',
    path: '/inventoryMovement/{movementId}',
    id: 'getInventoryMovement',
    summary: 'How a movement stands (ours)',
    tag: 'Inventory',
    access: { scope: 'inventory:read' },
    params: MovementPath,
    responses: { 200: dataOf(InventoryMovementState) },
    problems: [404],
  })(async (call) => {
    const principal = bearerOf(call);
    const found = await findMovement(deps.db, { orgId: principal.orgId, movementId: call.params.movementId });
    if (!found || !isWithin(principal, found)) throw new Problem('MOVEMENT_NOT_FOUND');
    const { document, status, reason, receivedAt, sentAt, dueAt, answeredAt, postedAt } = found;
    const stand = { status, reason, receivedAt, sentAt, dueAt, answeredAt, postedAt };
    return { status: 200, body: { data: { ...(document as InventoryMovement), ...stand } } };
  });

const answerRoute = (deps: ApiDeps): Route =>
  route({
    method: 'post',
    path: '/inventoryMovement/{movementId}/answer',
    id: 'answerInventoryMovement',
    summary: 'The warehouse answers a movement that it was asked for (ours)',
    tag: 'Partners',
    access: { scope: 'wms:callback', orSignature: true },
    params: MovementPath,
    body: dataOf(MovementAnswer),
    responses: { 200: Empty },
    problems: [404],
  })(async (call) => {
    const { source, scope } = senderOf(call, ['wms']);
    if (!call.signedBy) throw new Problem('FORBIDDEN', 'Only the connection of a warehouse answers a movement.');
    const { accepted, reason = NO_REASON } = call.body.data;
    const name = { orgId: scope.orgId, movementId: call.params.movementId };
    const result = await answerMovement(deps, name, source, { accepted, reason });
    if (result === 'unknown') throw new Problem('MOVEMENT_NOT_FOUND');
    if (result === 'conflict') {
      throw new Problem('MOVEMENT_CONFLICT', 'It was done before; the refusal is kept.', {
        extra: { movementIds: [name.movementId] },
      });
    }
    return { status: 200, body: {} };
  });

export const movementRoutes = (deps: ApiDeps): Route[] => [takeRoute(deps), readRoute(deps), answerRoute(deps)];
