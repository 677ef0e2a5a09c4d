import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Request, Response } from 'express';
import type { z } from 'zod';
import { contextOf } from './callContext';
import { readInput, type Call, type Route, type RouteSpec } from './route';

/** A route that answers 200 with a text of any length, written while it is made. */
export interface TextRouteSpec<P, Q> extends Omit<RouteSpec<P, Q, undefined>, 'responses' | 'sends' | 'body'> {
  method: 'get';
  texts: Readonly<Record<string, z.ZodType>>;
}

export interface TextReply {
  /** One of the spec's media types. */
  type: string;
  /** What to call it where it is saved. */
  fileName: string;
  text: AsyncIterable<string> | Iterable<string>;
}

/** Pieces are sent when so many characters are there. */
const PIECE = 64 * 1024;

/**
 * Joins a spec with its handler. Where making the text fails midway the connection is cut, so that nobody takes the part for
 * the whole.
 */
export function textRoute<P = undefined, Q = undefined>(spec: TextRouteSpec<P, Q>) {
  return (handler: (call: Call<P, Q, undefined>) => Promise<TextReply>): Route => {
    const handle = async (req: Request, res: Response): Promise<void> => {
      const input = readInput(spec, req);
      const reply = await handler({ ...contextOf(req, res), ...input } as Call<P, Q, undefined>);
      const pieces = piecesOf(reply.text)[Symbol.asyncIterator]();
      // What fails before the first piece is still answered as a problem.
      const first = await pieces.next();
      res.status(200).type(`${reply.type}; charset=utf-8`);
      res.set('Content-Disposition', `attachment; filename="${reply.fileName}"`);
      if (first.done) return void res.end();
      const all = async function* () {
        yield first.value;
        yield* { [Symbol.asyncIterator]: () => pieces };
      };
      await pipeline(Readable.from(all()), res).catch(unlessGone);
    };
    return { spec: { ...spec, responses: {} } as RouteSpec, handle };
  };
}

/** A caller that has left is no failure. */
function unlessGone(err: NodeJS.ErrnoException): void {
  if (err.code !== 'ERR_STREAM_PREMATURE_CLOSE') throw err;
}

async function* piecesOf(text: TextReply['text']): AsyncGenerator<string> {
  let piece = '';
  for await (const part of text) {
    piece += part;
    if (piece.length < PIECE) continue;
    yield piece;
    piece = '';
  }
  if (piece !== '') yield piece;
}
