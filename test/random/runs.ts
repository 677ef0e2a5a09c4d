import { writeFileSync } from 'node:fs';
import fc from 'fast-check';
import { creating, create, newOrder, type NewOrder } from './creating';
import { cancelling, correcting, holding, lifting, releasing, resolving, sendingAgain, updating } from './clientMoves';
import { carrierNews, choosing, quoting, unbooking } from './freightMoves';
import { freshModel, type Model } from './model';
import { played, type Move } from './move';
import { inspect } from './parties';
import type { Place } from './place';
import { bringToEnd, untilQuiet } from './quiet';
import {
  answeringRecall,
  confirmingAgain,
  losing,
  repeating,
  shipping,
  shutting,
  waiting,
  working,
} from './warehouseMoves';

const LONGEST = 16;
/** Shrinking plays the sequence again and again in real time; more tries than this are not worth the wait. */
const SHRINK_TRIES = 10;

const weighted = (weight: number, arbitrary: fc.Arbitrary<Move>) => ({ weight, arbitrary });

const move: fc.Arbitrary<Move> = fc.oneof(
  weighted(4, creating),
  weighted(6, working),
  weighted(6, shipping),
  weighted(4, cancelling),
  weighted(4, answeringRecall),
  weighted(4, releasing),
  weighted(4, choosing),
  weighted(4, waiting),
  weighted(4, repeating),
  ...[
    quoting,
    unbooking,
    carrierNews,
    sendingAgain,
    updating,
    holding,
    lifting,
    resolving,
    correcting,
    confirmingAgain,
  ].map((arbitrary) => weighted(2, arbitrary)),
  weighted(1, losing),
  weighted(1, shutting),
);

const sequence = (replayPath?: string) => fc.commands([move], { maxCommands: LONGEST, size: 'max', replayPath });

/** Plays one sequence, lets everything come to rest, and compares what the parties have; then brings all to an end. */
async function play(place: Place, first: NewOrder, moves: Iterable<Move>): Promise<void> {
  const model = freshModel();
  const setUp = async (): Promise<{ model: Model; real: Place }> => {
    await create(model, place, first);
    return { model, real: place };
  };
  await fc.asyncModelRun(setUp, moves).finally(() => place.door.turn('open'));
  await Promise.all(
    model.orders.map(async (known) => {
      await untilQuiet(known, place);
      await inspect(known, place);
      await bringToEnd(known, place);
      await inspect(known, place);
    }),
  );
}

export interface Draw {
  seed: number;
  runs: number;
  /** Where to begin again: the counterexample's path, and the replay path of its moves. */
  path?: string;
  replayPath?: string;
}

/** How to play a failure again; the order numbers differ, the moves do not. */
const again = (seed: number, path: string | null, replayPath = ''): string =>
  `Play it again: ${process.env.FC_WILD ? 'FC_WILD=1 ' : ''}FC_SEED=${seed} FC_PATH='${path}' FC_REPLAY='${replayPath}' npm test -- test/random`;

/** Plays sequences one after the other; answers what was found, shrunk a little and with the way to play it again. */
export async function playAll(place: Place, { seed, runs, path, replayPath }: Draw): Promise<string | null> {
  let tries = -1;
  let plays = 0;
  const property = fc.asyncProperty(newOrder, sequence(replayPath), async (first, moves) => {
    if (tries >= 0 && (tries += 1) > SHRINK_TRIES) return;
    // Played again, it is only this one, and none of its neighbours.
    if (path && (plays += 1) > 1) return;
    await play(place, first, moves).catch((error: unknown) => {
      tries = Math.max(tries, 0);
      throw error;
    });
  });
  const details = await fc.check(property, { seed, numRuns: runs, path });
  if (!details.failed) return null;
  const text = (await fc.asyncDefaultReportMessage(details)) ?? 'failed';
  return `${String(details.errorInstance)}\n\n${text}\n\n${again(details.seed, details.counterexamplePath, /replayPath="([^"]*)"/.exec(text)?.[1])}`;
}

/** For the soak: what was played, as JSON, in the file that it names. */
export function report(file: string, sequences: number, orders: number, findings: string[]): void {
  writeFileSync(file, JSON.stringify({ sequences, orders, moves: Object.fromEntries(played), findings }));
}
