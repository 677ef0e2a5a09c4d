import { setTimeout as sleep } from 'node:timers/promises';
import { Router } from 'express';
import type { Response } from 'express';
import { wmsInquiriesRequest, wmsOrdersRequest, wmsRecallsRequest } from '../../src/contract/partner';
import type { ReceivedWmsOrder, WmsInquiryResult } from '../../src/contract/partner';
import { orderId } from '../books/books';
import { Turned, read } from '../http/answers';
import { senderOf } from '../http/authenticate';
import { replaceAnswer } from '../http/faultGate';
import { profileOf } from '../profile';
import { suffixOf } from '../suffixes';
import type { World } from '../world';
import { counted, receiveDrop } from './drop';
import { movementRoutes } from './movements';
import { receiveRecall } from './recall';

/** Tries of a drop of `-WMS500` that are turned away. */
const TURNED_AWAY = 2;

/** The warehouse's three requests, behind authentication. */
export function wmsRoutes(world: World): Router {
  const router = Router();
  router.use(movementRoutes(world));

  router.post('/orders', async (req, res) => {
    const { messages } = read(wmsOrdersRequest, req.body);
    await sufferFaults(world, messages, res);
    const now = new Date();
    res.json({ results: messages.map((message) => receiveDrop(world, senderOf(req), message, now)) });
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

/** Suffixes that spoil the request as a whole, whichever of its orders carries one. */
async function sufferFaults(world: World, messages: ReceivedWmsOrder[], res: Response): Promise<void> {
  const { books } = world;
  for (const message of messages) {
    const { messageId, customerOrderNumber } = message;
    const tries = books.messages.get(messageId)?.received ?? 0;
    switch (suffixOf(customerOrderNumber)) {
      case 'WMS500': {
        if (tries >= TURNED_AWAY) break;
        const note = counted(books, { messageId, kind: 'drop', orderId: orderId(message) }, new Date());
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
