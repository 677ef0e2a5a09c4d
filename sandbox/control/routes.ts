import { Router } from 'express';
import type { Request } from 'express';
import { z } from 'zod';
import { CARRIER_EVENT_TYPES } from '../../src/contract/partner';
import { orderId } from '../books/books';
import type { Entry } from '../books/books';
import { faultsPatch, setFaults } from '../faults';
import { Turned, read } from '../http/answers';
import { changeProfile, profilePatch } from '../profile';
import { SUFFIXES } from '../suffixes';
import { bookingsBy } from '../tms/book';
import { moveBooking } from '../tms/tracking';
import { record } from '../wms/steps';
import type { World } from '../world';
import { doByHand, isDeed } from './byHand';
import { connectionSchema, openly, registerConnections } from './connections';
import { movementControl } from './movements';
import { inboundState, receiveByHand } from './inbound';
import { stateOf, summary } from './state';

const wait = z.object({ wait: z.coerce.number().int().min(0).max(60_000).default(0) });
const oneOrMany = z.union([z.array(connectionSchema), connectionSchema.transform((c) => [c])]);
const rawCallback = z.object({
  connectionId: z.string(),
  path: z.string().startsWith('/'),
  body: z.unknown(),
});

/** The tester's door; nothing of it exists at a real partner. */
export function controlRoutes(world: World): Router {
  const { books } = world;
  const router = Router();

  /** Answers what became of callbacks, after waiting for it as long as `?wait=` milliseconds. */
  const delivered = async (req: Request, ids: string[]) => {
    const { wait: ms } = read(wait, req.query);
    const settled = await Promise.all(ids.map((id) => world.outbox.settled(id, ms)));
    return { callbacks: settled.map((c) => ({ id: c?.id, path: c?.path, state: c?.state, status: c?.lastStatus })) };
  };

  router.get('/', (_req, res) => void res.json(stateOf(books)));
  router.get('/summary', (_req, res) => void res.json(summary(books)));
  router.get('/suffixes', (_req, res) => void res.json(SUFFIXES));

  router.post('/connections', (req, res) => {
    registerConnections(books, read(oneOrMany, req.body));
    res.json({ connections: [...books.connections.values()].map(openly) });
  });
  router.post('/faults', (req, res) => {
    setFaults(books, read(faultsPatch, req.body));
    res.json(summary(books).faults);
  });
  router.post('/profile', (req, res) => void res.json(changeProfile(books, read(profilePatch, req.body))));
  router.post('/reset', (_req, res) => {
    world.schedule.clear();
    world.outbox.clear();
    books.reset();
    res.json({});
  });

  router.get('/orders/:businessUnitId/:customerOrderNumber', (req, res) => void res.json(stateOf(books, req.params)));
  /** The warehouse loses an order, as if its books were older than ours. */
  router.delete('/orders/:businessUnitId/:customerOrderNumber', (req, res) => {
    const id = orderId(req.params);
    const messages = [...books.messages.values()].filter((m) => m.orderId === id);
    books.write([['orders', id, null], ...messages.map((m): Entry => ['messages', m.messageId, null])]);
    res.json({});
  });
  router.post('/orders/:businessUnitId/:customerOrderNumber/:deed', async (req, res) => {
    const { deed } = req.params;
    const order = books.orders.get(orderId(req.params));
    if (!order) throw new Turned(404, 'ORDER_UNKNOWN');
    if (!isDeed(deed)) throw new Turned(404, 'DEED_UNKNOWN');
    res.json(await delivered(req, doByHand(world, order, deed, req.body)));
  });

  router.get(
    '/inbound/:businessUnitId/:kind/:documentNumber',
    (req, res) => void res.json(inboundState(world, req.params)),
  );
  router.post('/inbound/:businessUnitId/:kind/:documentNumber/receive', async (req, res) => {
    res.json(await delivered(req, receiveByHand(world, req.params, req.body)));
  });

  router.post('/bookings/:name/:type', async (req, res) => {
    const { name } = req.params;
    const booking = books.bookings.get(name) ?? bookingsBy(books, name)[0];
    if (!booking) throw new Turned(404, 'BOOKING_UNKNOWN');
    const type = read(z.enum(CARRIER_EVENT_TYPES), req.params.type);
    res.json(await delivered(req, [moveBooking(world, booking, type, new Date())]));
  });
  router.use('/movements', movementControl(world, delivered));
  router.post('/callbacks', async (req, res) => {
    const { connectionId, path, body } = read(rawCallback, req.body);
    if (!books.connections.has(connectionId)) throw new Turned(404, 'CONNECTION_UNKNOWN');
    const ids = record(world, [], [{ connectionId, path, body: body ?? {}, lane: 'by hand' }], new Date());
    res.json(await delivered(req, ids));
  });

  return router;
}
