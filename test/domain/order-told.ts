import type { Decision, Message, OrderEvent, OrderState, Party, Policy, StepResult } from '../../src/domain/order';
import { decide, evolve, next, stepCause } from '../../src/domain/order';
import { goodDay, policy, START } from './order-arbitraries';

export const hours = (n: number): string => new Date(Date.parse(START) + n * 3_600_000).toISOString();
export const byHand: Policy = { ...policy, autoRelease: false };

/** An order that is told things; keeps the events it answered with. */
export class Told {
  events: OrderEvent[] = [];
  now = START;
  private n = 0;
  constructor(
    public state: OrderState,
    readonly rules: Policy = policy,
  ) {}

  tell(message: Message, cause = `m${++this.n}`, actor: Party = 'client'): Decision {
    // As the row does: a cause is applied once.
    if (this.events.some((event) => event.cause === cause)) return { nothing: 'repeat' };
    const decision = decide(this.state, { cause, at: this.now, actor, message }, this.rules);
    if ('event' in decision) {
      this.state = evolve(this.state, decision.event);
      this.events.push(decision.event);
    }
    return decision;
  }

  /** Does what is due, step by step, until the order waits; results other than good ones by step name. */
  run(results: Partial<Record<string, StepResult>> = {}): this {
    for (let i = 0; i < 20; i++) {
      const due = next(this.state, this.now, this.rules);
      if (due.do === 'message') this.tell(due.envelope.message, due.envelope.cause, 'system');
      else if (due.do === 'step') {
        const { step, attempt } = due;
        this.tell({ type: 'intent', step, attempt }, stepCause(this.state, step, attempt, 'intent'));
        const result = results[step] ?? goodDay(step);
        this.tell({ type: 'outcome', step, attempt, result }, stepCause(this.state, step, attempt, 'outcome'));
      } else return this;
    }
    throw new Error('the order does not come to rest');
  }

  at(n: number): this {
    this.now = hours(n);
    return this;
  }

  get codes(): string[] {
    return this.state.exceptions.filter((e) => !e.resolvedAt).map((e) => e.code);
  }
}

export const all = {
  shipmentId: 'S1',
  digest: 'd1',
  carrierCode: 'UPS',
  trackingNumber: 'T1',
  lines: [
    { lineNumber: '1', skuId: 'A', quantity: 2 },
    { lineNumber: '2', skuId: 'B', quantity: 3 },
  ],
};
export const half = { ...all, shipmentId: 'S2', lines: [{ lineNumber: '1', skuId: 'A', quantity: 2 }] };
export const confirm = (shipments = [all], orderComplete = true, expected: string[] = []): Message => ({
  type: 'shipment_confirmed',
  shipments,
  orderComplete,
  expected,
});
export const ack: Message = { type: 'acknowledged', jobId: 'SO0000000001' };
export const cancel: Message = { type: 'cancel', reason: 'CLIENT' };
export const recallSaid = (accepted: boolean): Message => ({
  type: 'recall_answered',
  recallId: 'SO0000000001/recall/1',
  accepted,
  reason: null,
});
