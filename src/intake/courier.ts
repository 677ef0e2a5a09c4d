import type { Callback, Envelope, OrderKey } from '../domain/order';
import { createBackground } from './background';
import { applyPending, PAGE_SIZE } from './page';
import type { IntakeDeps } from './types';

/** A committed message on its way to its order. */
export interface Parcel {
  key: OrderKey;
  envelope: Envelope<Callback>;
  /** Id of the namespace in which the order's workflow was started, if it was. */
  startedIn: string | null;
}

/** Carries inbox messages to their orders behind the answer; what it does not get done is the sweeper's. */
export interface Courier {
  /** Returns at once. */
  carry(parcels: readonly Parcel[]): void;
  /** Waits for the parcels taken on, at most `ms` milliseconds. */
  drain(ms: number): Promise<void>;
}

const CONCURRENCY = 16;
const MAX_QUEUED = 5000;
/** How long messages for orders without a workflow are gathered into one page. */
const GATHER_MS = 5;

export function createCourier({ db, gateway, policy, log }: IntakeDeps): Courier {
  const background = createBackground({ concurrency: CONCURRENCY, maxQueued: MAX_QUEUED, log });
  let gathered: OrderKey[] = [];
  let timer: NodeJS.Timeout | null = null;

  const turnPage = (): void => {
    timer = null;
    const keys = gathered;
    gathered = [];
    for (let from = 0; from < keys.length; from += PAGE_SIZE) {
      const page = keys.slice(from, from + PAGE_SIZE);
      background.run('page of callbacks', async () => void (await applyPending({ db, policy }, page)));
    }
  };
  const toPage = (key: OrderKey): void => {
    gathered.push(key);
    timer ??= setTimeout(turnPage, GATHER_MS);
  };

  /** A live mark means a workflow: it is signalled, all others are handled in a page. */
  const deliver = async ({ key, envelope, startedIn }: Parcel): Promise<void> => {
    if (startedIn === (await gateway.namespaceId())) await gateway.deliver(key, envelope);
    else toPage(key);
  };

  return {
    carry(parcels) {
      for (const parcel of parcels) {
        if (parcel.startedIn === null) toPage(parcel.key);
        else background.run('signal', () => deliver(parcel));
      }
    },
    async drain(ms) {
      if (timer) {
        clearTimeout(timer);
        turnPage();
      }
      await background.drain(ms);
    },
  };
}
