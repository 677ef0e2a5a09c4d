import { randomUUID } from 'node:crypto';
import { Router } from 'express';
import type { Request } from 'express';
import { z } from 'zod';
import { InventoryMovement } from '../../src/contract/umg/inventory';
import { Turned, read } from '../http/answers';
import { answerMovement } from '../wms/movements';
import { record } from '../wms/steps';
import type { World } from '../world';

const answer = z.object({ accepted: z.boolean(), reason: z.string().optional() });
const reported = z.object({ connectionId: z.string().optional(), movements: z.array(z.looseObject({})).min(1) });

/** Answers what became of callbacks. */
type Delivered = (req: Request, ids: string[]) => Promise<object>;

/** The warehouse counts and moves by itself, or answers a movement that it was asked for. */
export function movementControl(world: World, delivered: Delivered): Router {
  const { books } = world;
  const router = Router();

  /** Movements without an id or a time get one. */
  router.post('/', async (req, res) => {
    const { connectionId = firstWarehouse(world), movements } = read(reported, req.body);
    if (!books.connections.has(connectionId)) throw new Turned(404, 'CONNECTION_UNKNOWN');
    const data = movements.map((movement) =>
      read(InventoryMovement, { movementId: randomUUID(), timestamp: new Date().toISOString(), ...movement }),
    );
    const callback = { connectionId, path: '/inventoryMovement', body: { data }, lane: 'movements' };
    const told = await delivered(req, record(world, [], [callback], new Date()));
    res.json({ movementIds: data.map(({ movementId }) => movementId), ...told });
  });

  router.get('/:movementId', (req, res) => void res.json(named(world, req.params.movementId)));
  router.post('/:movementId/answer', async (req, res) => {
    const { accepted, reason } = read(answer, req.body);
    res.json(await delivered(req, answerMovement(world, named(world, req.params.movementId), accepted, reason)));
  });
  return router;
}

function named({ books }: World, movementId: string) {
  const found = [...books.movements.values()].find(({ message }) => message.movementId === movementId);
  if (!found) throw new Turned(404, 'MOVEMENT_UNKNOWN');
  return found;
}

const firstWarehouse = ({ books }: World): string =>
  [...books.connections.values()].find(({ kind }) => kind === 'wms')?.connectionId ?? '';
