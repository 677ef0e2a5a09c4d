import type { OrderKey, OrderState } from '../../domain/order';
import type { ActivityDeps } from '../deps';
import type { Precedence } from './precedence';

/** Opens workflows of orders that pages have moved so far. */
export interface Opening {
  /** Starts them at a bounded rate; resolves when all run. */
  open(orders: readonly { key: OrderKey; state: OrderState }[]): Promise<void>;
  /** Pages are applied meanwhile: the opening of other jobs' workflows goes on slowly. */
  whileApplying<T>(work: () => Promise<T>): Promise<T>;
  /** Tells those that run that their rows have changed. */
  look(keys: readonly OrderKey[]): Promise<void>;
  /** Id of the namespace in which they are started. */
  namespaceId(): Promise<string>;
}

/** What the activities of jobs need. */
export interface JobActivityDeps extends ActivityDeps {
  opening: Opening;
  precedence: Precedence;
}

/** A walker's turn: it gives way when the time is over, or when it is told to stop. */
export interface Turn {
  isOver(): boolean;
  /** Says that the walker lives, and where it is. */
  beat(place: unknown): void;
}
