import { ApplicationFailure, log, sleep } from '@temporalio/workflow';
import type { CommitAnswer } from '../../activities';
import type {
  Decision,
  Envelope,
  Message,
  OrderEvent,
  OrderState,
  Policy,
  Refusal,
  StateChange,
} from '../../domain/order';
import { decide, evolve, isCommand, raise } from '../../domain/order';
import type { OrderInput } from '../../messages/order';
import { claimOrder, commitDecision } from './proxies';

/** What became of a message: the event it caused, now or when it came first, a refusal, or no effect. */
export type Handled = { done: Pick<OrderEvent, 'type'> | null } | { refused: Refusal };

/** How long to wait before claiming again when a job page holds the order; its lease is 15 s. */
const LEASE_WAIT = '3s';

/**
 * The workflow's hold on one order: loading is claiming, every write is a compare-and-set on sequence and fence.
 * Nothing is decided from memory alone: also a refusal and a message without effect are confirmed by the row.
 */
export class OrderHost {
  state!: OrderState;
  policy!: Policy;
  orderId = 0;
  fence = '';
  private loaded = false;

  /** `deliver` takes the callbacks that wait in the inbox, oldest first, whenever the order is loaded. */
  constructor(
    readonly input: OrderInput,
    private readonly deliver: (callback: Envelope) => void,
  ) {}

  /** Loads and claims. False: there is no such order. */
  async load(): Promise<boolean> {
    for (;;) {
      const claim = await claimOrder(this.input);
      if (claim.kind === 'unknown') return false;
      if (claim.kind === 'leased') {
        await sleep(LEASE_WAIT, { summary: 'a job page holds the order' });
        continue;
      }
      const behind = this.loaded && claim.state.sequence < this.state.sequence;
      const ahead = this.state;
      Object.assign(this, { orderId: claim.orderId, fence: claim.fence, state: claim.state, policy: claim.policy });
      this.loaded = true;
      if (behind && !(await this.restore(ahead))) {
        this.state = ahead;
        continue;
      }
      claim.pending.forEach((callback) => this.deliver(callback));
      return true;
    }
  }

  /**
   * PostgreSQL is the older one (restored from a backup): the process writes its whole state back, and a person is told.
   * False: somebody claimed the row meanwhile; what the process knows is still not in it.
   */
  private async restore(ahead: OrderState): Promise<boolean> {
    const now = new Date().toISOString();
    const cause = `restored/${ahead.sequence}/${this.fence}`;
    const event = restoredEvent(ahead, now, cause);
    const base = { ...ahead, sequence: Math.max(ahead.sequence, this.state.sequence) };
    const { outcome } = await this.write(cause, { event }, evolve(base, event));
    return outcome === 'ok';
  }

  /** `keep`: an answer without effect is kept too, because whoever asked may ask again. */
  private async write(cause: string, decision: Decision, after: OrderState, keep = false): Promise<CommitAnswer> {
    const { orderId, fence, policy } = this;
    const sequence = this.state.sequence;
    const result = await commitDecision({ orderId, fence, sequence, cause, decision, after, policy, keep });
    if (result.outcome === 'ok' && 'event' in decision) this.state = after;
    return result;
  }

  /** Decides one message and commits the decision; a stale write loads and decides the same message again. */
  async handle(envelope: Envelope<Message>): Promise<Handled> {
    for (;;) {
      const decision = decide(this.state, envelope, this.policy);
      const after = 'event' in decision ? evolve(this.state, decision.event) : this.state;
      const result = await this.write(envelope.cause, decision, after, isCommand(envelope.message));
      if (result.outcome === 'ok') {
        if ('refusal' in decision) return { refused: decision.refusal };
        return { done: 'event' in decision ? decision.event : null };
      }
      await this.mustLoad();
      if (result.outcome === 'repeat') return { done: result.eventType ? { type: result.eventType } : null };
      if (result.outcome === 'refused') return { refused: result.refusal };
    }
  }

  /** Takes over events that a step's own activity has committed under this host's fence. */
  follow(events: StateChange[]): void {
    for (const event of events) this.state = evolve(this.state, event);
  }

  async mustLoad(): Promise<void> {
    if (await this.load()) return;
    log.error('the order has no row any more');
    throw ApplicationFailure.nonRetryable('The order has no row in the database.', 'ORDER_ROW_MISSING');
  }
}

function restoredEvent(state: OrderState, at: string, cause: string): OrderEvent {
  const { key: _key, sequence: _sequence, status: _status, ...facts } = state;
  const exceptions = raise(state, 'RECORD_BEHIND', { at, cause });
  const message = 'The record was older than the process (restored from a backup); it has been brought up to date.';
  return { type: 'restored', at, actor: 'system', cause, message, data: {}, change: { ...facts, exceptions } };
}
