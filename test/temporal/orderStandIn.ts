import {
  ApplicationFailure,
  condition,
  defineQuery,
  defineSignal,
  defineUpdate,
  setHandler,
} from '@temporalio/workflow';
import type { Callback, Command, Envelope } from '../../src/domain/order';
import {
  COMMAND_UPDATE,
  DELIVER_SIGNAL,
  LOOK_SIGNAL,
  STATE_QUERY,
  type CommandAnswer,
  type OrderInput,
} from '../../src/messages/order';

/** A workflow that says what the order's says, without a row behind it. A `cancel` closes it, a `release` is refused. */
export async function salesOrder({ startedIn, ...key }: OrderInput): Promise<void> {
  const delivered: string[] = [];
  let looks = 0;
  let closed = false;
  setHandler(defineQuery<unknown>(STATE_QUERY), () => ({ key, startedIn, delivered, looks }));
  setHandler(defineSignal<[Envelope<Callback>]>(DELIVER_SIGNAL), ({ cause }) => void delivered.push(cause));
  setHandler(defineSignal(LOOK_SIGNAL), () => void (looks += 1));
  setHandler(defineUpdate<CommandAnswer, [Envelope<Command>]>(COMMAND_UPDATE), ({ message }) => {
    if (message.type === 'release')
      throw ApplicationFailure.nonRetryable('It is with the warehouse.', 'ORDER_RELEASED');
    closed = message.type === 'cancel';
    return { sequence: 2, status: closed ? 'CANCELLED' : 'ON_HOLD', eventType: message.type };
  });
  await condition(() => closed);
}
