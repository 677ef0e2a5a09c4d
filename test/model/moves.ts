import type { Budget, Model, World } from './state';
import { copy } from './state';

/** One thing that can happen in a state of the world, and the state it leads to. */
export interface Move {
  label: string;
  /** Will happen sooner or later; a state in which only other moves are left has come to rest. */
  forced: boolean;
  world: World;
  fault: string | null;
}

export interface Moves {
  /** Something that will happen; `act` changes the copy and may say better what it did. */
  must(label: string, act: (world: World) => string | void): void;
  /** Something that may happen. */
  may(label: string, act: (world: World) => string | void): void;
  /** Something that may happen as often as the scenario's budget allows. */
  pay(item: keyof Budget, label: string, act: (world: World) => string | void): void;
}

export function collect(model: Model, world: World, actors: readonly Actor[]): Move[] {
  const found: Move[] = [];
  const add = (forced: boolean, label: string, act: (world: World) => string | void): void => {
    const after = copy(world);
    model.fault = null;
    const said = act(after);
    found.push({ label: said || label, forced, world: after, fault: model.fault });
  };
  const moves: Moves = {
    must: (label, act) => add(true, label, act),
    may: (label, act) => add(false, label, act),
    pay(item, label, act) {
      if (world.left[item] <= 0) return;
      add(false, label, (after) => {
        after.left[item] -= 1;
        return act(after);
      });
    },
  };
  for (const actor of actors) actor(model, world, moves);
  return found;
}

/** Adds the moves of one party. */
export type Actor = (model: Model, world: World, moves: Moves) => void;
