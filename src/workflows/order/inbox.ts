import type { Envelope, Message } from '../../domain/order';
import type { Handled } from './host';

interface Entry {
  envelope: Envelope<Message>;
  /** Told what became of it; commands wait for that, callbacks do not. */
  handled?: Handled;
}

/** Messages waiting for the loop, first in first out. Handlers only enqueue; a message that is waiting already is not queued twice. */
export class Queue {
  private readonly entries: Entry[] = [];

  push(envelope: Envelope<Message>): Entry {
    const waiting = this.entries.find((entry) => entry.envelope.cause === envelope.cause);
    if (waiting) return waiting;
    const entry: Entry = { envelope };
    this.entries.push(entry);
    return entry;
  }

  /** The entry to be handled; it stays first until `done`, so that a repeat meanwhile joins it. */
  get first(): Entry | undefined {
    return this.entries[0];
  }

  done(handled: Handled): void {
    const entry = this.entries.shift();
    if (entry) entry.handled = handled;
  }

  get empty(): boolean {
    return this.entries.length === 0;
  }
}
