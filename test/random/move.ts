import type { AsyncCommand } from 'fast-check';
import { look } from './calls';
import { Finding, type Known, type Model } from './model';
import type { Place } from './place';

export type Move = AsyncCommand<Model, Place>;

/** How often each move was played, for the soak's report. */
export const played = new Map<string, number>();

interface OnOrder {
  name: string;
  /** Which of the orders that it makes sense on, by turns. */
  at: number;
  /** As a reader of a failure sees it. */
  with?: Record<string, unknown>;
  /** Whether it makes sense on this order; by what the model knows alone. */
  when?: (known: Known) => boolean;
  play: (known: Known, place: Place) => Promise<unknown>;
}

/** A move on one of the orders that it makes sense on; after it the order is looked at. */
export function onOrder({ name, at, with: how = {}, when = () => true, play }: OnOrder): Move {
  const told = Object.entries(how).map(([member, value]) => ` ${member}=${JSON.stringify(value)}`);
  let met = '';
  return {
    check: ({ orders }) => orders.some(when),
    async run({ orders }, place) {
      const fitting = orders.filter(when);
      const known = fitting[at % fitting.length] as Known;
      met = known.number;
      played.set(name, (played.get(name) ?? 0) + 1);
      await play(known, place).catch((error: unknown) => {
        throw error instanceof Finding ? error : new Finding(known, `${name}: ${String(error)}`);
      });
      await look(known);
    },
    toString: () => `${name}(${met || `#${at}`}${told.join('')})`,
  };
}
