import type { Logger } from 'pino';
import type { Books } from './books/books';
import type { Outbox } from './callbacks/outbox';
import type { Schedule } from './schedule';

/** What every part of the sandbox works on. */
export interface World {
  books: Books;
  outbox: Outbox;
  schedule: Schedule;
  log: Logger;
}

/** The instant `ms` after `now`. */
export const after = (now: Date, ms: number) => new Date(now.getTime() + ms).toISOString();
