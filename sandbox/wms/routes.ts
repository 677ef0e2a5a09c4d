import { setTimeout as sleep } from 'node:timers/promises';
import { Router } from 'express';
import type { Response } from 'express';
import {
  wmsInboundRequest,
  wmsInquiriesRequest,
  wmsOrdersRequest,
  wmsRecallsRequest,
} from '../../src/contract/partner';
import type { WmsInquiryResult } from '../../src/contract/partner';
import { inboundId, orderId } from '../books/books';
import type { MessageRecord } from '../books/records';
import { Turned, read } from '../http/answers';
import { senderOf } from '../http/authenticate';
import { replaceAnswer } from '../http/faultGate';
import { profileOf } from '../profile';
import { suffixOf } from '../suffixes';
import type { World } from '../world';
import { counted, receiveDrop } from './drop';
import { movementRoutes } from './movements';
import { receiveInbound } from './inbound';
import { receiveRecall } from './recall';

/** Tries of a drop of `-WMS500` that are turned away. */
const TURNED_AWAY = 2;

/** The warehouse's requests, behind authentication. */
export function wmsRoutes(world: World): Router {
  const router = Router();
  router.use(movementRoutes(world));

  router.post('/orders', async (req, res) => {
    const { messages } = read(wmsOrdersRequest, req.body);
    const about = messages.map((m) => ({ ...m, kind: 'drop' as const, id: orderId(m), number: m.customerOrderNumber }));
    await sufferFaults(world, about, res);
    const now = new Date();
    res.json({ results: messages.map((message) => receiveDrop(world, senderOf(req), message, now)) });
  });

  router.post('/inbound', async (req, res) => {
    const { messages } = read(wmsInboundRequest, req.body);
    const about = messages.map((m) => ({ ...m, kind: 'inbound' as const, id: inboundId(m), number: m.documentNumber }));
    await sufferFaults(world, about, res);
    const now = new Date();
    res.json({ results: messages.map((message) => receiveInbound(world, senderOf(req), message, now)) });
  });

  router.post('/recalls', (req, res) => {
    const { messages } = read(wmsRecallsRequest, req.body);
    const now = new Date();
    res.json({ results: messages.map((message) => receiveRecall(world, senderOf(req), message, now)) });
  });

  router.post('/inquiries', (req, res) => {
    const { orders } = read(wmsInquiriesRequest, req.body);
    res.json({
      orders: orders.map((key): WmsInquiryResult => {
        const order = world.books.orders.get(orderId(key));
        if (!order) return { ...key, known: false, attempt: 0, status: null, shipmentIds: [] };
        const { attempt, status, shipments } = order;
        return { ...key, known: true, attempt, status, shipmentIds: shipments.map((s) => s.shipmentId) };
      }),
    });
  });

  return router;
}

/** A message whose number may end in a suffix. */
interface Spoilable {
  messageId: string;
  kind: MessageRecord['kind'];
  businessUnitId: string;
  /** Of what it is about, in the books. */
  id: string;
  number: string;
}

/** Suffixes that spoil the request as a whole, whichever of its messages carries one. */
async function sufferFaults(world: World, messages: Spoilable[], res: Response): Promise<void> {
  const { books } = world;
  for (const message of messages) {
    const { messageId, kind, id, number } = message;
    const tries = books.messages.get(messageId)?.received ?? 0;
    switch (suffixOf(number)) {
      case 'WMS500': {
        if (tries >= TURNED_AWAY) break;
        const note = counted(books, { messageId, kind, orderId: id }, new Date());
        books.write([['messages', messageId, note]]);
        throw new Turned(500, 'FAULT');
      }
      case 'WMS500AFTER':
        if (tries === 0) replaceAnswer(res, 500);
        break;
      case 'WMSSLOW':
        await sleep(profileOf(books, message.businessUnitId).slowDropMs);
        break;
      default:
    }
  }
}
