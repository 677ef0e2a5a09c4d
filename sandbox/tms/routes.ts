import { setTimeout as sleep } from 'node:timers/promises';
import { Router } from 'express';
import { z } from 'zod';
import { tmsBookingRequest, tmsQuoteRequest } from '../../src/contract/partner';
import { orderId } from '../books/books';
import { read } from '../http/answers';
import { senderOf } from '../http/authenticate';
import { loseAnswer } from '../http/faultGate';
import { profileOf } from '../profile';
import { suffixOf, suffixOfAny } from '../suffixes';
import type { World } from '../world';
import { book, bookingsBy, tripOf, voidBooking } from './book';
import { freightOf, quote } from './quote';
import { runDueBookings } from './tracking';

const lookup = z.object({ reference: z.string().min(1).max(60) });
/** How long `-EARLYPRO` keeps the answer back, so that the carrier's news is there first. */
const NEWS_FIRST_MS = 1000;

/** The TMS's four requests, behind authentication. */
export function tmsRoutes(world: World): Router {
  const { books } = world;
  const router = Router();

  router.post('/quotes', (req, res) => {
    res.json(quote(books, read(tmsQuoteRequest, req.body), new Date()));
  });

  router.post('/bookings', async (req, res) => {
    const request = read(tmsBookingRequest, req.body);
    const suffix = suffixOfAny(request.orders);
    const id = orderId(request.orders[0] as (typeof request.orders)[number]);
    const firstTry = freightOf(books, id).bookingTries.length === 0;
    if (suffix === 'GHOSTBOOK' && firstTry) {
      books.write([['freight', id, { ...freightOf(books, id), bookingTries: [request.reference] }]]);
      return loseAnswer(res);
    }
    const booking = book(world, senderOf(req), request, new Date());
    if (suffix === 'LOSTBOOK' && firstTry) return loseAnswer(res);
    if (suffix === 'SLOWBOOK') await sleep(profileOf(books, request.orders[0]?.businessUnitId).slowBookMs);
    if (suffix === 'EARLYPRO' && firstTry) {
      runDueBookings(world, [booking.bookingId]);
      await sleep(NEWS_FIRST_MS);
    }
    res.json({ booking: tripOf(booking) });
  });

  router.get('/bookings', (req, res) => {
    const { reference } = read(lookup, req.query);
    res.json({ bookings: bookingsBy(books, reference).map(tripOf) });
  });

  router.delete('/bookings/:bookingId', (req, res) => {
    const { bookingId } = req.params;
    const stubborn = books.bookings
      .get(bookingId)
      ?.orderIds.some((id) => suffixOf(decodeURIComponent(id)) === 'NOVOID');
    if (stubborn) {
      // as some carriers do: no, with status 200
      res.json({ success: false, code: 'VOID_REFUSED' });
      return;
    }
    res.json({ booking: tripOf(voidBooking(books, bookingId)) });
  });

  return router;
}
